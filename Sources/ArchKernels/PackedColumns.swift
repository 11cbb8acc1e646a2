/// Columns of a matrix laid out as tiles read them: panels as wide as a tile, with their numbers side by side for each
/// number of the depth.
struct PackedColumns: @unchecked Sendable {
  /// How many columns there are.
  let count: Int
  /// How many numbers are in a column.
  let depth: Int
  let memory: UnsafeMutablePointer<Float>
  let tiles: Tiles

  /// How many numbers the layout takes.
  static func elements(count: Int, depth: Int, tiles: Tiles) -> Int {
    tiles.widths(covering: count).reduce(0, +) * depth
  }

  /// How many panels there are.
  var panels: Int { (count + tiles.wideColumns - 1) / tiles.wideColumns }

  /// The columns of a panel.
  @inline(__always)
  func range(of panel: Int) -> Range<Int> {
    panel * tiles.wideColumns..<min(count, (panel + 1) * tiles.wideColumns)
  }

  /// The width of a panel's tile.
  @inline(__always)
  func width(of panel: Int) -> Int {
    range(of: panel).count > tiles.narrowColumns ? tiles.wideColumns : tiles.narrowColumns
  }

  /// The numbers of a panel.
  @inline(__always)
  func panel(_ panel: Int) -> UnsafePointer<Float> {
    UnsafePointer(memory + panel * tiles.wideColumns * depth)
  }

  /// Lays out columns, each of which is in `matrix` as `depth` numbers side by side; a tile's missing columns are zero.
  ///
  /// - Parameter memory: room for ``elements(count:depth:tiles:)`` numbers that outlives the value.
  init(
    _ matrix: UnsafePointer<Float>, count: Int, depth: Int, tiles: Tiles, pool: WorkerPool,
    memory: UnsafeMutablePointer<Float>
  ) {
    self.count = count
    self.depth = depth
    self.memory = memory
    self.tiles = tiles
    let packed = self
    pool.forEachPiece(of: packed.panels, least: max(1, 16_384 / max(1, depth * tiles.wideColumns))) {
      pieces in
      for panel in pieces { packed.lay(matrix, panel) }
    }
  }

  private func lay(_ matrix: UnsafePointer<Float>, _ panel: Int) {
    let (range, width) = (range(of: panel), width(of: panel))
    let out = memory + panel * tiles.wideColumns * depth
    // A few numbers of each column at a time, so that the target stays in the nearest cache.
    for start in stride(from: 0, to: depth, by: 64) {
      let end = min(depth, start + 64)
      for index in 0..<width {
        guard index < range.count else {
          for i in start..<end { out[i * width + index] = 0 }
          continue
        }
        let column = matrix + (range.lowerBound + index) * depth
        for i in start..<end { out[i * width + index] = column[i] }
      }
    }
  }
}
