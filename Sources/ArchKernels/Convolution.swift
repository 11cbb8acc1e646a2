import CArchKernels

/// The filters of a convolution laid out for its tiles; they may be kept from one run to the next.
public final class PackedFilters: @unchecked Sendable {
  let groups: [PackedRows]
  private let memory: UnsafeMutablePointer<Float>

  /// Lays out `[filters, depth]`, each group of filters for itself.
  public init(
    _ weights: UnsafePointer<Float>, filters: Int, depth: Int, groups: Int, tiles: Tiles = .best,
    pool: WorkerPool
  ) {
    let outputs = filters / groups
    let memory = LargeMemory.allocate(filters * depth)
    self.memory = memory
    self.groups = (0..<groups).map { group in
      PackedRows(
        weights + group * outputs * depth, rows: outputs, depth: depth, rowStride: depth, depthStride: 1,
        tiles: tiles, pool: pool, memory: memory + group * outputs * depth)
    }
  }

  deinit { LargeMemory.free(memory) }

  /// How many weights there are.
  var count: Int { groups.reduce(0) { $0 + $1.rows * $1.depth } }
}

/// Convolution as a product of the filters with columns that are laid out from the input just before they are used:
/// the matrix of all columns never exists.
public enum Convolution {
  /// What a convolution did.
  public struct Counts {
    /// The multiply-adds of its tiles.
    public var multiplyAdds = 0
    /// The weights that were read, each once.
    public var weights = 0
    /// The biases that were added.
    public var additions = 0
    /// The elements of the input that some window touched.
    public var reads = 0
  }

  /// `out[f, p] = bias[f] + Σ input[c, p*stride - before + tap*dilation] * weights[f, c, tap]`.
  ///
  /// - Parameters:
  ///   - input: `[batch, channels, …]`.
  ///   - filters: those of `[filters, channels/groups, …]`.
  ///   - out: `[batch, filters, …]`.
  public static func run(
    _ input: UnsafePointer<Float>, batch: Int, channels: Int, axes: KernelAxes, filters: PackedFilters,
    bias: UnsafePointer<Float>?, into out: UnsafeMutablePointer<Float>, pool: WorkerPool
  ) -> Counts {
    let groups = filters.groups
    let inputs = channels / groups.count
    let outputs = groups[0].rows
    let count = groups.count * outputs
    let pixels = axes.outputCount
    var counts = Counts()
    counts.weights = filters.count + (bias == nil ? 0 : count)
    let padded = axes.paddedCount
    let offsets = axes.tapOffsets
    let sources = (0..<inputs).flatMap { channel in offsets.map { channel * padded + $0 } }
    for example in 0..<batch {
      let image = input + example * channels * axes.inputCount
      let target = out + example * count * pixels
      axes.withPadding(image, channels: channels, with: 0, pool: pool) { image in
        for (group, rows) in groups.enumerated() {
          let columns = PixelColumns(input: image + group * inputs * padded, sources: sources, axes: axes)
          counts.multiplyAdds += MatrixProduct.run(
            rows, columns, count: pixels, into: target + group * outputs * pixels, stride: pixels,
            bias: bias.map { $0 + group * outputs }, pool: pool)
        }
      }
      if bias != nil { counts.additions += count * pixels }
      counts.reads += channels * axes.touched
    }
    return counts
  }
}

/// The columns of a convolution: for each output pixel the inputs under its window.
private struct PixelColumns: ColumnSource {
  let input: UnsafePointer<Float>
  /// Where each number of the depth stands for the first pixel.
  let sources: [Int]
  let axes: KernelAxes
  private let rowStep: Int
  private let planeStep: Int
  private let step: Int

  init(input: UnsafePointer<Float>, sources: [Int], axes: KernelAxes) {
    self.input = input
    self.sources = sources
    self.axes = axes
    let padded = axes.padded
    step = axes.width.stride
    rowStep = axes.height.stride * padded.width
    planeStep = axes.depth.stride * padded.height * padded.width
  }

  func pack(depth: Range<Int>, column: Int, count: Int, width: Int, into memory: UnsafeMutablePointer<Float>)
  {
    withUnsafeTemporaryAllocation(of: Int64.self, capacity: 2 * count) { numbers in
      guard let offsets = numbers.baseAddress else { return }
      let lengths = offsets + count
      var segments = 0
      var pixel = column
      // The pixels of one output row are one segment; rows that lie end to end in the input are joined.
      while pixel < column + count {
        let row = pixel / axes.width.steps
        let x = pixel % axes.width.steps
        let length = min(axes.width.steps - x, column + count - pixel)
        let (z, y) = (row / axes.height.steps, row % axes.height.steps)
        let offset = Int64(z * planeStep + y * rowStep + x * step)
        if segments > 0, step == 1, offsets[segments - 1] + lengths[segments - 1] == offset {
          lengths[segments - 1] += Int64(length)
        } else {
          offsets[segments] = offset
          lengths[segments] = Int64(length)
          segments += 1
        }
        pixel += length
      }
      sources.withUnsafeBufferPointer { sources in
        guard let first = sources.baseAddress else { return }
        let places = UnsafeRawPointer(first + depth.lowerBound).assumingMemoryBound(to: Int64.self)
        archk_pack_pixels(
          Int64(depth.count), places, Int64(segments), offsets, lengths, Int64(step), Int64(width), input,
          memory)
      }
    }
  }
}
