import CArchKernels

/// Poolings over windows, row by row.
public enum WindowPooling {
  /// The largest number under each window.
  ///
  /// Padding is smaller than any; not a number wins.
  ///
  /// - Returns: how many comparisons were made.
  public static func maximum(
    _ input: UnsafePointer<Float>, channels: Int, axes: KernelAxes, into out: UnsafeMutablePointer<Float>,
    pool: WorkerPool
  ) -> Int {
    axes.withPadding(input, channels: channels, with: -.infinity, pool: pool) { input in
      rows(input, channels: channels, axes: axes, into: out, pool: pool) { source, row, goesOn in
        Int(
          archk_row_maximum(
            Int64(axes.width.steps), Int64(axes.width.kernel), Int64(axes.width.stride),
            Int64(axes.width.dilation), goesOn ? 1 : 0, source, row))
      }
    }
  }

  /// The sum of the numbers under each window, padding being zero.
  ///
  /// - Returns: how many additions were made.
  public static func sum(
    _ input: UnsafePointer<Float>, channels: Int, axes: KernelAxes, into out: UnsafeMutablePointer<Float>,
    pool: WorkerPool
  ) -> Int {
    axes.withPadding(input, channels: channels, with: 0, pool: pool) { input in
      rows(input, channels: channels, axes: axes, into: out, pool: pool) { source, row, goesOn in
        if !goesOn { row.update(repeating: 0, count: axes.width.steps) }
        return Int(
          archk_row_sum(
            Int64(axes.width.steps), Int64(axes.width.kernel), Int64(axes.width.stride),
            Int64(axes.width.dilation), source, row))
      }
    }
  }

  /// Runs `body` for each row of the output with each row of the input that its windows reach.
  private static func rows(
    _ input: UnsafePointer<Float>, channels: Int, axes: KernelAxes, into out: UnsafeMutablePointer<Float>,
    pool: WorkerPool,
    _ body: (_ source: UnsafePointer<Float>, _ row: UnsafeMutablePointer<Float>, _ goesOn: Bool) -> Int
  ) -> Int {
    let extents = axes.padded
    let (count, pixels) = (axes.paddedCount, axes.outputCount)
    return pool.sum(of: channels, least: max(1, 65_536 / max(1, pixels * axes.taps))) { pieces in
      var done = 0
      for channel in pieces {
        let plane = input + channel * count
        var row = out + channel * pixels
        for z in 0..<axes.depth.steps {
          for y in 0..<axes.height.steps {
            for tapZ in 0..<axes.depth.kernel {
              for tapY in 0..<axes.height.kernel {
                let slice = z * axes.depth.stride + tapZ * axes.depth.dilation
                let line = slice * extents.height + y * axes.height.stride + tapY * axes.height.dilation
                done += body(plane + line * extents.width, row, tapZ + tapY > 0)
              }
            }
            row += axes.width.steps
          }
        }
      }
      return done
    }
  }
}
