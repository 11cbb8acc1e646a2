/// A factor and a shift for each channel, as long as kernels read them.
public final class ChannelFactors: @unchecked Sendable {
  private let memory: UnsafeMutablePointer<Float>
  private let channels: Int
  private let hasScale: Bool
  private let hasShift: Bool

  /// What is done to channels: `x*scale + shift`; nil is no factor, or nothing added.
  public init(channels: Int, scale: ((Int) -> Float)?, shift: ((Int) -> Float)?) {
    self.channels = channels
    hasScale = scale != nil
    hasShift = shift != nil
    let length = channels + Finish.margin
    memory = LargeMemory.allocate(2 * length)
    memory.update(repeating: 0, count: 2 * length)
    for channel in 0..<channels {
      memory[channel] = scale?(channel) ?? 1
      memory[length + channel] = shift?(channel) ?? 0
    }
  }

  deinit { LargeMemory.free(memory) }

  /// What a kernel does with them, and with nothing else.
  public var finish: Finish {
    var finish = Finish()
    finish.scale = hasScale ? UnsafePointer(memory) : nil
    finish.shift = hasShift ? UnsafePointer(memory) + channels + Finish.margin : nil
    return finish
  }
}
