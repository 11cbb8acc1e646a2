/// Transposed convolution: a matrix product computes what each input adds to each tap, which is then added up.
package enum TransposedConvolution {
  /// `out[f, i*stride + tap*dilation - before] += input[c, i] * weights[c, f, tap]`, on top of the bias.
  ///
  /// - Parameters:
  ///   - axes: depth, height and width.
  ///   - weights: `[channels, filters/groups, …]`.
  package static func run(
    _ input: UnsafePointer<Float>, batch: Int, channels: Int, axes: [TransposedAxis], filters: Int,
    groups: Int, weights: UnsafePointer<Float>, bias: UnsafePointer<Float>?,
    into out: UnsafeMutablePointer<Float>, pool: WorkerPool
  ) -> Convolution.Counts {
    let (inputs, outputs) = (channels / groups, filters / groups)
    let taps = axes.reduce(1) { $0 * $1.kernel }
    let pixels = axes.reduce(1) { $0 * $1.extent }
    let outPixels = axes.reduce(1) { $0 * $1.outputs }
    let touched = axes.map(\.touched)
    var counts = Convolution.Counts()
    counts.weights = channels * outputs * touched.reduce(1) { $0 * $1.taps } + (bias == nil ? 0 : filters)
    // So many filters at a time that their product with the input stays small.
    let atOnce = max(1, min(outputs, (1 << 24) / max(1, taps * pixels)))
    Scratch.with(atOnce * taps * pixels) { memory in
      for example in 0..<batch {
        for group in 0..<groups {
          let image = input + (example * channels + group * inputs) * pixels
          let matrix = MatrixView(
            weights + group * inputs * outputs * taps, rowStride: 1, columnStride: outputs * taps)
          for first in stride(from: 0, to: outputs, by: atOnce) {
            let count = min(atOnce, outputs - first)
            var rows = matrix
            rows.start += first * taps
            counts.multiplyAdds += MatrixView.multiply(
              rows, MatrixView(image, rowStride: pixels), rows: count * taps, depth: inputs, columns: pixels,
              into: memory, stride: pixels, pool: pool)
            let target = out + (example * filters + group * outputs + first) * outPixels
            pool.forEachPiece(of: count, least: max(1, 32_768 / max(1, taps * pixels))) { pieces in
              for filter in pieces {
                let plane = target + filter * outPixels
                plane.update(repeating: bias?[group * outputs + first + filter] ?? 0, count: outPixels)
                scatter(memory + filter * taps * pixels, axes, into: plane)
              }
            }
          }
        }
        if bias != nil { counts.additions += filters * outPixels }
        counts.reads += channels * touched.reduce(1) { $0 * $1.inputs }
      }
    }
    return counts
  }

  private static func scatter(
    _ parts: UnsafePointer<Float>, _ axes: [TransposedAxis], into plane: UnsafeMutablePointer<Float>
  ) {
    let (depth, height, width) = (axes[0], axes[1], axes[2])
    let pixels = depth.extent * height.extent * width.extent
    var part = parts
    for tapZ in 0..<depth.kernel {
      for tapY in 0..<height.kernel {
        for tapX in 0..<width.kernel {
          let columns = width.inputs(reaching: tapX)
          for z in depth.inputs(reaching: tapZ) where !columns.isEmpty {
            for y in height.inputs(reaching: tapY) {
              let line = depth.position(of: z, tapZ) * height.outputs + height.position(of: y, tapY)
              let row =
                plane + line * width.outputs + width.position(of: columns.lowerBound, tapX)
              let source = part + (z * height.extent + y) * width.extent + columns.lowerBound
              if width.stride == 1 {
                for index in 0..<columns.count { row[index] += source[index] }
              } else {
                for index in 0..<columns.count { row[index * width.stride] += source[index] }
              }
            }
          }
          part += pixels
        }
      }
    }
  }
}
