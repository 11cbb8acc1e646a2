import CArchKernels

/// Depthwise convolution: every channel is filtered by itself.
public enum DepthwiseConvolution {
  /// `out[f, p] = bias[f] + Σ input[f/multiplier, p*stride - before + tap*dilation] * weights[f, tap]`.
  public static func run(
    _ input: UnsafePointer<Float>, batch: Int, channels: Int, axes: KernelAxes, multiplier: Int,
    weights: UnsafePointer<Float>, bias: UnsafePointer<Float>?, into out: UnsafeMutablePointer<Float>,
    pool: WorkerPool
  ) -> Convolution.Counts {
    let filters = channels * multiplier
    let (pixels, padded, taps) = (axes.outputCount, axes.paddedCount, axes.taps)
    let extents = axes.padded
    var counts = Convolution.Counts()
    counts.weights = filters * taps
    for example in 0..<batch {
      let image = input + example * channels * axes.inputCount
      let target = out + example * filters * pixels
      axes.withPadding(image, channels: channels, with: 0, pool: pool) { image in
        counts.multiplyAdds += pool.sum(of: filters, least: max(1, 65_536 / max(1, pixels * taps))) {
          pieces in
          var done = 0
          for filter in pieces {
            let plane = image + filter / multiplier * padded
            let rows = axes.height.steps * axes.width.steps
            for z in 0..<axes.depth.steps {
              for tapZ in 0..<axes.depth.kernel {
                let slice = z * axes.depth.stride + tapZ * axes.depth.dilation
                archk_filter_plane(
                  Int64(axes.height.steps), Int64(axes.width.steps), Int64(axes.height.kernel),
                  Int64(axes.width.kernel), Int64(axes.height.stride), Int64(axes.width.stride),
                  Int64(axes.height.dilation), Int64(axes.width.dilation), Int64(extents.width),
                  bias?[filter] ?? 0, tapZ > 0 ? 1 : 0,
                  weights + (filter * axes.depth.kernel + tapZ) * axes.height.kernel * axes.width.kernel,
                  plane + slice * extents.height * extents.width, target + filter * pixels + z * rows)
                done += rows * axes.height.kernel * axes.width.kernel
              }
            }
          }
          return done
        }
      }
      if bias != nil { counts.additions += filters * pixels }
      counts.reads += channels * axes.touched
    }
    return counts
  }
}
