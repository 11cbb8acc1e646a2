import CArchKernels

/// The tiles of a matrix product for one instruction set.
public struct Tiles: Sendable {
  /// The name of the instruction set.
  public let name: String
  /// The most rows of a tile.
  let rows: Int
  /// The columns of a wide tile.
  let wideColumns: Int
  /// The columns of a narrow tile.
  let narrowColumns: Int
  private let wide: [archk_tile]
  private let narrow: [archk_tile]

  private init(_ tiles: archk_tiles) {
    name = String(cString: tiles.name)
    rows = Int(tiles.rows)
    wideColumns = Int(tiles.wide_columns)
    narrowColumns = Int(tiles.narrow_columns)
    wide = Self.list(tiles.wide, Int(tiles.rows))
    narrow = Self.list(tiles.narrow, Int(tiles.rows))
  }

  private static func list<Tuple>(_ tuple: Tuple, _ count: Int) -> [archk_tile] {
    withUnsafeBytes(of: tuple) { bytes in
      bytes.bindMemory(to: archk_tile?.self).prefix(count).compactMap(\.self)
    }
  }

  /// All that this machine can run, the best first.
  public static let all: [Tiles] = (0..<archk_level_count()).compactMap { archk_level($0) }.map {
    Tiles($0.pointee)
  }

  /// The best that this machine can run.
  public static let best = all[0]

  /// The tile of so many rows and columns.
  @inline(__always)
  func tile(rows: Int, columns: Int) -> archk_tile {
    columns == wideColumns ? wide[rows - 1] : narrow[rows - 1]
  }
}
