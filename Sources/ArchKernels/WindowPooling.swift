import CArchKernels

/// Poolings over windows, channel by channel.
package enum WindowPooling {
  /// The largest number under each window.
  ///
  /// Padding is smaller than any number; NaN wins.
  ///
  /// - Returns: how many comparisons were made.
  package static func maximum(
    _ input: UnsafePointer<Float>, channels: Int, axes: KernelAxes, into out: UnsafeMutablePointer<Float>,
    pool: WorkerPool
  ) -> Int {
    let outputs = run(
      input, channels: channels, axes: axes, padding: -.infinity, isLargest: true, into: out, pool: pool)
    return outputs * (axes.taps - 1)
  }

  /// The sum of the numbers under each window, with zeros as padding.
  ///
  /// - Returns: how many additions were made, including the first of each window to zero.
  package static func sum(
    _ input: UnsafePointer<Float>, channels: Int, axes: KernelAxes, into out: UnsafeMutablePointer<Float>,
    pool: WorkerPool
  ) -> Int {
    let outputs = run(
      input, channels: channels, axes: axes, padding: 0, isLargest: false, into: out, pool: pool)
    return outputs * axes.taps
  }

  /// - Returns: how many outputs were computed.
  private static func run(
    _ input: UnsafePointer<Float>, channels: Int, axes: KernelAxes, padding: Float, isLargest: Bool,
    into out: UnsafeMutablePointer<Float>, pool: WorkerPool
  ) -> Int {
    let plane = ChannelPlane(axes)
    let slice = axes.height.steps * axes.width.steps
    return pool.sum(of: channels, least: max(1, 65_536 / max(1, axes.outputCount * axes.taps))) { pieces in
      Scratch.with(plane.count) { memory in
        memory.update(repeating: padding, count: plane.count)
        for channel in pieces {
          let source = plane.lay(input + channel * axes.inputCount, into: memory)
          for z in 0..<axes.depth.steps {
            archk_pool(
              Int64(axes.height.steps), Int64(axes.width.steps), Int64(plane.offsets.count), plane.offsets,
              Int64(axes.height.stride * plane.pitch),
              source + z * axes.depth.stride * plane.rows * plane.pitch,
              out + channel * axes.outputCount + z * slice, isLargest ? 1 : 0)
          }
        }
        return pieces.count * axes.outputCount
      }
    }
  }
}
