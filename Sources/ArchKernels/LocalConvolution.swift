/// Convolution with separate filters at every position.
package enum LocalConvolution {
  /// `out[f, p] = bias[f, p] + Σ input[c, p*stride - before + tap*dilation] * weights[f, c, tap, p]`.
  package static func run(
    _ input: UnsafePointer<Float>, batch: Int, channels: Int, axes: KernelAxes, filters: Int,
    weights: UnsafePointer<Float>, bias: UnsafePointer<Float>?, into out: UnsafeMutablePointer<Float>,
    pool: WorkerPool
  ) -> Convolution.Counts {
    let (pixels, padded) = (axes.outputCount, axes.paddedCount)
    let offsets = axes.tapOffsets
    let depth = channels * offsets.count
    let extents = axes.padded
    var counts = Convolution.Counts()
    counts.weights = filters * depth * pixels + (bias == nil ? 0 : filters * pixels)
    // The input under each tap at every position, used once for each filter.
    Scratch.with(depth * pixels) { columns in
      for example in 0..<batch {
        axes.withPadding(
          input + example * channels * axes.inputCount, channels: channels, with: 0, pool: pool
        ) { image in
          for channel in 0..<channels {
            for (tap, offset) in offsets.enumerated() {
              StridedCopy.run(
                [axes.depth.steps, axes.height.steps, axes.width.steps],
                from: image + channel * padded + offset,
                [
                  axes.depth.stride * extents.height * extents.width, axes.height.stride * extents.width,
                  axes.width.stride,
                ], to: columns + (channel * offsets.count + tap) * pixels,
                [axes.height.steps * axes.width.steps, axes.width.steps, 1])
            }
          }
        }
        let target = out + example * filters * pixels
        counts.multiplyAdds += pool.sum(of: filters, least: max(1, 32_768 / max(1, depth * pixels))) {
          pieces in
          var done = 0
          for filter in pieces {
            let row = target + filter * pixels
            if let bias {
              row.update(from: bias + filter * pixels, count: pixels)
            } else {
              row.update(repeating: 0, count: pixels)
            }
            for index in 0..<depth {
              let own = weights + (filter * depth + index) * pixels
              let column = columns + index * pixels
              for pixel in 0..<pixels { row[pixel] += own[pixel] * column[pixel] }
              done += pixels
            }
          }
          return done
        }
        if bias != nil { counts.additions += filters * pixels }
        counts.reads += channels * axes.touched
      }
    }
    return counts
  }
}
