/// A convolution whose filters are laid out for its tiles; it may be kept from one run to the next.
///
/// It is a product of the filters with columns that hold, for each output pixel, the inputs under its window; the
/// matrix of all columns never exists. The cheaper of two ways is taken: filters are the rows of tiles, and columns are
/// laid out just before they are used (or used in place if they are already side by side); or pixels are the rows of
/// tiles, read in place from the input, and filters are the columns.
package final class Convolution: @unchecked Sendable {
  /// What a convolution did.
  package struct Counts {
    /// The multiply-adds of its tiles.
    package var multiplyAdds = 0
    /// The weights that were read, each counted once.
    package var weights = 0
    /// The biases that were added.
    package var additions = 0
    /// The elements of the input that some window touched.
    package var reads = 0
  }

  /// The ways to run one.
  enum Method: CaseIterable {
    /// Filters are rows.
    case filterRows
    /// Pixels are rows.
    case pixelRows
  }

  private let axes: KernelAxes
  private let channels: Int
  private let filters: Int
  private let groups: Int
  private let weights: Int
  private let touched: Int
  private let layout: Layout
  private let memory: UnsafeMutablePointer<Float>

  /// The filters as tiles read them, one for each group.
  private enum Layout {
    case filterRows([PackedRows], PixelColumns.Taps)
    case pixelRows([PackedColumns], PlacedProduct)
  }

  /// Lays out `[filters, channels/groups, …]`.
  package convenience init(
    _ weights: UnsafePointer<Float>, filters: Int, channels: Int, groups: Int, axes: KernelAxes,
    pool: WorkerPool
  ) {
    self.init(
      weights, filters: filters, channels: channels, groups: groups, axes: axes, tiles: .best, method: nil,
      pool: pool)
  }

  init(
    _ weights: UnsafePointer<Float>, filters: Int, channels: Int, groups: Int, axes: KernelAxes, tiles: Tiles,
    method: Method?, pool: WorkerPool
  ) {
    self.axes = axes
    self.channels = channels
    self.filters = filters
    self.groups = groups
    let (outputs, depth) = (filters / groups, channels / groups * axes.taps)
    self.weights = filters * depth
    touched = axes.touched
    let starts = (0..<groups).map { weights + $0 * outputs * depth }
    switch method ?? ConvolutionCost(filters: outputs, depth: depth, axes: axes, tiles: tiles).cheaper {
    case .filterRows:
      let memory = LargeMemory.allocate(filters * depth)
      self.memory = memory
      let packed = starts.enumerated().map { group, start in
        PackedRows(
          start, rows: outputs, depth: depth, rowStride: depth, depthStride: 1, tiles: tiles, pool: pool,
          memory: memory + group * outputs * depth)
      }
      layout = .filterRows(packed, PixelColumns.Taps(channels: channels / groups, axes: axes))
    case .pixelRows:
      let size = PackedColumns.elements(count: outputs, depth: depth, tiles: tiles)
      let memory = LargeMemory.allocate(groups * size)
      self.memory = memory
      let packed = starts.enumerated().map { group, start in
        PackedColumns(
          start, count: outputs, depth: depth, tiles: tiles, pool: pool, memory: memory + group * size)
      }
      layout = .pixelRows(
        packed, PlacedProduct(pixelsOf: axes, channels: channels / groups, tiles: tiles))
    }
  }

  deinit { LargeMemory.free(memory) }

  /// `out[f, p] = Σ input[c, p*stride - before + tap*dilation] * weights[f, c, tap]`, finished.
  ///
  /// - Parameters:
  ///   - input: `[batch, channels, …]`.
  ///   - finish: applied to the sums; its channels are the filters.
  ///   - out: `[batch, filters, …]`.
  package func run(
    _ input: UnsafePointer<Float>, batch: Int, finish: Finish, into out: UnsafeMutablePointer<Float>,
    pool: WorkerPool
  ) -> Counts {
    let pixels = axes.outputCount
    var counts = Counts()
    counts.weights = weights
    counts.reads = batch * channels * touched
    if finish.bias != nil { counts.additions = batch * filters * pixels }
    // If the examples can be shared out evenly, each is the work of one thread, which waits for no other.
    let isShared = pool.threads > 1 && (batch % pool.threads == 0 || batch >= 4 * pool.threads)
    counts.multiplyAdds = pool.sum(of: batch, least: isShared ? 1 : batch) { examples in
      examples.reduce(0) {
        $0 + run(input, example: $1, finish: finish, into: out, pool: isShared ? .serial : pool)
      }
    }
    return counts
  }

  /// One example.
  ///
  /// - Returns: the multiply-adds.
  private func run(
    _ input: UnsafePointer<Float>, example: Int, finish: Finish, into out: UnsafeMutablePointer<Float>,
    pool: WorkerPool
  ) -> Int {
    let (pixels, padded) = (axes.outputCount, axes.paddedCount)
    let (inputs, outputs) = (channels / groups, filters / groups)
    return axes.withPadding(
      input + example * channels * axes.inputCount, channels: channels, with: 0, pool: pool
    ) { image in
      (0..<groups).reduce(0) { done, group in
        let first = (example * filters + group * outputs) * pixels
        let source = image + group * inputs * padded
        let own =
          finish.isNothing ? nil : finish.advanced(channels: group * outputs, elements: first)
        switch layout {
        case .filterRows(let rows, let taps):
          return done
            + MatrixProduct.run(
              rows[group], PixelColumns(input: source, taps: taps), count: pixels, into: out + first,
              stride: pixels, finish: own, pool: pool)
        case .pixelRows(let columns, let product):
          return done
            + product.run(source, columns[group], into: out + first, stride: pixels, finish: own, pool: pool)
        }
      }
    }
  }
}

extension PlacedProduct {
  /// The pixels of a convolution over an input with its padding: one output row after the other, or all in one if they
  /// are side by side.
  fileprivate init(pixelsOf axes: KernelAxes, channels: Int, tiles: Tiles) {
    let padded = axes.padded
    offsets = axes.sources(channels: channels)
    step = axes.width.stride
    if axes.isPlain {
      runs = Run.cut(axes.outputCount, input: 0, step: 1, output: 0, tiles: tiles)
      return
    }
    let width = axes.width.steps
    runs = (0..<axes.depth.steps * axes.height.steps).flatMap { line in
      let (z, y) = line.quotientAndRemainder(dividingBy: axes.height.steps)
      let row = z * axes.depth.stride * padded.height + y * axes.height.stride
      return Run.cut(
        width, input: row * padded.width, step: axes.width.stride, output: line * width,
        tiles: tiles)
    }
  }
}
