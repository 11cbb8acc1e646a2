/// Depthwise convolution: every channel is filtered separately.
package enum DepthwiseConvolution {
  /// `out[f, p] = Σ input[f/multiplier, p*stride - before + tap*dilation] * weights[f, tap]`, finished.
  ///
  /// - Parameter finish: applied to the sums; its channels are the filters.
  package static func run(
    _ input: UnsafePointer<Float>, batch: Int, channels: Int, axes: KernelAxes, multiplier: Int,
    weights: UnsafePointer<Float>, finish: Finish, into out: UnsafeMutablePointer<Float>, pool: WorkerPool
  ) -> Convolution.Counts {
    let filters = channels * multiplier
    let pixels = axes.outputCount
    let plane = ChannelPlane(axes)
    var counts = Convolution.Counts()
    counts.weights = filters * axes.taps
    counts.multiplyAdds = pool.sum(
      of: batch * channels, least: max(1, 65_536 / max(1, multiplier * pixels * axes.taps))
    ) { pieces in
      Scratch.with(plane.count + axes.width.steps) { memory in
        memory.update(repeating: 0, count: plane.count)
        let sums = memory + plane.count
        var done = 0
        for piece in pieces {
          let (example, channel) = piece.quotientAndRemainder(dividingBy: channels)
          let source = plane.lay(input + piece * axes.inputCount, into: memory)
          for filter in channel * multiplier..<(channel + 1) * multiplier {
            let first = (example * filters + filter) * pixels
            done += plane.filter(
              source, weights: weights + filter * axes.taps, into: out + first, sums: sums,
              finish: finish.advanced(channels: filter, elements: first))
          }
        }
        return done
      }
    }
    if finish.bias != nil { counts.additions = batch * filters * pixels }
    counts.reads = batch * channels * axes.touched
    return counts
  }
}
