import CArchKernels

/// The tiles of a matrix product for one instruction set.
package struct Tiles: Sendable {
  /// The name of the instruction set.
  package let name: String
  /// The most rows of a tile.
  let rows: Int
  /// The columns of a wide tile.
  let wideColumns: Int
  /// The columns of a narrow tile.
  let narrowColumns: Int
  private let wide: [archk_tile]
  private let narrow: [archk_tile]
  private let widePlace: [archk_place]
  private let narrowPlace: [archk_place]
  /// The columns of a product of rows and columns in place.
  let dotsColumns: Int
  private let dots: [archk_dots]
  private let singleDots: [archk_dots]

  private init(_ tiles: archk_tiles) {
    name = String(cString: tiles.name)
    rows = Int(tiles.rows)
    wideColumns = Int(tiles.wide_columns)
    narrowColumns = Int(tiles.narrow_columns)
    wide = Self.list(tiles.wide, Int(tiles.rows))
    narrow = Self.list(tiles.narrow, Int(tiles.rows))
    widePlace = Self.list(tiles.wide_place, Int(tiles.rows))
    narrowPlace = Self.list(tiles.narrow_place, Int(tiles.rows))
    dotsColumns = Int(tiles.dots_columns)
    dots = Self.list(tiles.dots, Int(tiles.rows))
    singleDots = Self.list(tiles.single_dots, Int(tiles.rows))
  }

  private static func list<Tuple, Function>(_ tuple: Tuple, _ count: Int) -> [Function] {
    withUnsafeBytes(of: tuple) { bytes in
      bytes.bindMemory(to: Function?.self).prefix(count).compactMap(\.self)
    }
  }

  /// The tiles of all instruction sets that this machine can run, the best first.
  package static let all: [Tiles] = (0..<archk_level_count()).compactMap { archk_level($0) }.map {
    Tiles($0.pointee)
  }

  /// The tiles of the best instruction set that this machine can run.
  package static let best = all[0]

  /// The tile for a number of packed rows and columns.
  @inline(__always)
  func tile(rows: Int, columns: Int) -> archk_tile {
    columns == wideColumns ? wide[rows - 1] : narrow[rows - 1]
  }

  /// The tile for a number of rows in place, and packed columns.
  @inline(__always)
  func place(rows: Int, columns: Int) -> archk_place {
    columns == wideColumns ? widePlace[rows - 1] : narrowPlace[rows - 1]
  }

  /// The product of a number of rows with ``dotsColumns`` columns, or with one, in place.
  @inline(__always)
  func dots(rows: Int, columns: Int) -> archk_dots {
    columns == 1 ? singleDots[rows - 1] : dots[rows - 1]
  }

  /// The widths of the tiles that cover a number of columns: wide ones, and a narrow one at the end if that is enough.
  func widths(covering count: Int) -> [Int] {
    var widths: [Int] = []
    var left = count
    while left > 0 {
      let width = left > narrowColumns ? wideColumns : narrowColumns
      widths.append(width)
      left -= width
    }
    return widths
  }
}
