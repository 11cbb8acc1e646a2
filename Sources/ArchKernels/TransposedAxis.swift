/// A window on one axis that scatters each input over its taps.
package struct TransposedAxis: Sendable {
  /// The number of taps.
  package let kernel: Int
  /// The distance between neighbouring inputs in the output.
  package let stride: Int
  /// The distance between neighbouring taps.
  package let dilation: Int
  /// How much is cut off before the output.
  package let before: Int
  /// The extent of the input.
  package let extent: Int
  /// The extent of the output.
  package let outputs: Int

  /// A window over an input.
  package init(
    kernel: Int, stride: Int, dilation: Int, before: Int, after: Int, outputPadding: Int, extent: Int
  ) {
    self.kernel = kernel
    self.stride = stride
    self.dilation = dilation
    self.before = before
    self.extent = extent
    // One past the place of the last input's last tap, minus what is cut off.
    let last = (extent - 1) * stride + (kernel - 1) * dilation
    outputs = max(0, last + 1 - before - after + outputPadding)
  }

  /// A missing axis.
  package static let single = TransposedAxis(
    kernel: 1, stride: 1, dilation: 1, before: 0, after: 0, outputPadding: 0, extent: 1)

  /// How many inputs have a tap in the output, and how many taps have an input there.
  var touched: (inputs: Int, taps: Int) {
    var inputs = [Bool](repeating: false, count: extent)
    var taps = [Bool](repeating: false, count: kernel)
    for input in 0..<extent {
      for tap in 0..<kernel where (0..<outputs).contains(position(of: input, tap)) {
        inputs[input] = true
        taps[tap] = true
      }
    }
    return (inputs.count { $0 }, taps.count { $0 })
  }

  /// The position in the output of a tap of an input.
  func position(of input: Int, _ tap: Int) -> Int { input * stride + tap * dilation - before }

  /// The inputs whose `tap` is inside the output.
  func inputs(reaching tap: Int) -> Range<Int> {
    let shift = tap * dilation - before
    let first = shift >= 0 ? 0 : (-shift + stride - 1) / stride
    let end = outputs - shift <= 0 ? 0 : (outputs - shift - 1) / stride + 1
    return first..<max(first, min(extent, end))
  }
}
