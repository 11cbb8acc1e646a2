/// Rows of a matrix laid out as tiles read them: panels of a few rows, each panel in blocks along the depth.
struct PackedRows {
  /// How many rows there are.
  let rows: Int
  /// How many numbers are in a row.
  let depth: Int
  let memory: UnsafeMutablePointer<Float>
  let tiles: Tiles

  /// The numbers of a panel's row that are multiplied at once, so that a panel stays in the nearest cache.
  static let block = 320

  /// How many panels there are; their rows differ by one at most, so that no tile does useless work.
  var panels: Int { (rows + tiles.rows - 1) / tiles.rows }

  /// The rows of a panel.
  @inline(__always)
  func range(of panel: Int) -> Range<Int> {
    let panels = panels
    return panel * rows / panels..<(panel + 1) * rows / panels
  }

  /// Lays out the rows of `matrix`, whose element `(row, i)` is at `row*rowStride + i*depthStride`.
  ///
  /// - Parameter memory: room for `rows*depth` numbers that outlives the value.
  init(
    _ matrix: UnsafePointer<Float>, rows: Int, depth: Int, rowStride: Int, depthStride: Int,
    tiles: Tiles, pool: WorkerPool, memory: UnsafeMutablePointer<Float>
  ) {
    self.rows = rows
    self.depth = depth
    self.memory = memory
    self.tiles = tiles
    let packed = self
    pool.forEachPiece(of: packed.panels, least: max(1, 16_384 / max(1, depth * tiles.rows))) { pieces in
      for panel in pieces {
        let range = packed.range(of: panel)
        let out = memory + range.lowerBound * depth
        let count = range.count
        for (index, row) in range.enumerated() {
          let source = matrix + row * rowStride
          if depthStride == 1 {
            for i in 0..<depth { out[i * count + index] = source[i] }
          } else {
            for i in 0..<depth { out[i * count + index] = source[i * depthStride] }
          }
        }
      }
    }
  }

  /// The panel's numbers from `start` on along the depth.
  @inline(__always)
  func panel(_ range: Range<Int>, from start: Int) -> UnsafePointer<Float> {
    UnsafePointer(memory + range.lowerBound * depth + start * range.count)
  }
}
