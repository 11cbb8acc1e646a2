import CArchKernels

/// One channel of an input as windows move over it row by row: with its padding, and with the numbers of a row sorted
/// by their place modulo the stride, so that the inputs of neighbouring outputs are side by side.
struct ChannelPlane {
  let axes: KernelAxes
  /// The numbers of a row with the same place modulo the stride.
  let length: Int
  /// The distance between rows.
  let pitch: Int
  /// The rows of a slice.
  let rows: Int
  /// The numbers of the whole channel.
  let count: Int
  /// The offset of each tap from that of an output's first one.
  let offsets: [Int64]

  init(_ axes: KernelAxes) {
    self.axes = axes
    let padded = axes.padded
    let stride = axes.width.stride
    length = (padded.width + stride - 1) / stride
    pitch = length * stride
    rows = padded.height
    count = padded.depth * rows * pitch
    var offsets: [Int64] = []
    for z in 0..<axes.depth.kernel {
      for y in 0..<axes.height.kernel {
        for x in 0..<axes.width.kernel {
          let line = z * axes.depth.dilation * rows + y * axes.height.dilation
          let (places, phase) = (x * axes.width.dilation).quotientAndRemainder(dividingBy: stride)
          offsets.append(Int64(line * pitch + phase * length + places))
        }
      }
    }
    self.offsets = offsets
  }

  /// Lays out a channel; does nothing if it already has the needed layout.
  func lay(_ input: UnsafePointer<Float>, into memory: UnsafeMutablePointer<Float>) -> UnsafePointer<Float> {
    if axes.isInside, axes.width.stride == 1 { return input }
    for z in 0..<axes.depth.extent {
      archk_spread_rows(
        Int64(axes.height.extent), Int64(axes.width.extent), Int64(axes.width.stride),
        Int64(axes.width.before), Int64(length), input + z * axes.height.extent * axes.width.extent,
        memory + ((z + axes.depth.before) * rows + axes.height.before) * pitch)
    }
    return UnsafePointer(memory)
  }
}
