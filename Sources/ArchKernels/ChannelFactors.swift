/// What is done to the channels of a kernel's sums, kept for as long as tiles read it: `(x + bias)*scale + shift`.
package final class ChannelFactors: @unchecked Sendable {
  private let memory: UnsafeMutablePointer<Float>
  /// The part of a kernel's finish that uses them, and nothing else.
  package let finish: Finish

  /// Factors for `channels` channels: a bias for each, and a factor and a shift for each, or `nil` for none.
  package init(channels: Int, bias: UnsafePointer<Float>?, affine: (scale: [Float], shift: [Float])? = nil) {
    let length = channels + Finish.margin
    let memory = LargeMemory.allocate(3 * length)
    memory.update(repeating: 0, count: 3 * length)
    self.memory = memory
    var finish = Finish()
    if let bias {
      memory.update(from: bias, count: channels)
      finish.bias = UnsafePointer(memory)
    }
    if let affine {
      let (scale, shift) = (memory + length, memory + 2 * length)
      for channel in 0..<channels {
        scale[channel] = affine.scale[channel]
        shift[channel] = affine.shift[channel]
      }
      finish.scale = UnsafePointer(scale)
      finish.shift = UnsafePointer(shift)
    }
    self.finish = finish
  }

  deinit { LargeMemory.free(memory) }
}
