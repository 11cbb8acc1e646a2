/// An estimate of the cost of the two ways to run a convolution, in vector steps of a tile.
///
/// A step is one vector multiplied and added. The other figures were measured on x86-64 with AVX-512: the cost of
/// transposing a block of four by four, and of laying out one vector.
struct ConvolutionCost {
  let filters: Int
  let depth: Int
  let axes: KernelAxes
  let tiles: Tiles

  /// The steps for each number of the depth below which a tile waits for its own results.
  private static let least = 5.0
  /// The steps for transposing four by four numbers.
  private static let turning = 7.0
  /// The steps for laying out one vector.
  private static let laying = 3.0

  /// The cheaper way.
  var cheaper: Convolution.Method { pixelRows < filterRows ? .pixelRows : .filterRows }

  private func vectors(_ width: Int) -> Double { Double(width / tiles.narrowColumns) }

  /// The cost of all tiles of so many rows, each of `perRow` steps for each number of the depth.
  private func tileSteps(rows: Int, vectors: Double) -> Double {
    let panels = (rows + tiles.rows - 1) / tiles.rows
    return Double(panels) * max(Self.least, Double(rows) / Double(panels) * vectors) * Double(depth)
  }

  /// With filters as rows.
  var filterRows: Double {
    let widths = tiles.widths(covering: min(axes.outputCount, tiles.wideColumns * 8))
    let blocks = Double(axes.outputCount) / Double(min(axes.outputCount, tiles.wideColumns * 8))
    let sum = widths.reduce(0.0) { sum, width in
      sum + tileSteps(rows: filters, vectors: vectors(width))
        + (axes.isPlain ? 0 : vectors(width) * Self.laying * Double(depth))
    }
    return sum * blocks
  }

  /// With pixels as rows.
  var pixelRows: Double {
    let (length, lines) =
      axes.isPlain
      ? (axes.outputCount, 1) : (axes.width.steps, axes.depth.steps * axes.height.steps)
    let sum = tiles.widths(covering: filters).reduce(0.0) {
      $0 + tileSteps(rows: length, vectors: vectors($1))
    }
    let blocks = Double((length + 3) / 4) * Double((filters + 3) / 4)
    return (sum + blocks * Self.turning) * Double(lines)
  }
}
