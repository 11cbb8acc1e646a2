import CArchKernels
import Synchronization

/// Rows of a matrix laid out as tiles read them: panels of a few rows, each panel in blocks along the depth.
public struct PackedRows {
  /// How many rows there are.
  public let rows: Int
  /// How many numbers are in a row.
  public let depth: Int
  let memory: UnsafeMutablePointer<Float>
  let tiles: Tiles

  /// The numbers of a panel's row that are multiplied in one go, so that a panel stays in the nearest cache.
  static let block = 320

  /// How many panels there are; their rows differ by one at most, so that no tile works for nothing.
  var panels: Int { (rows + tiles.rows - 1) / tiles.rows }

  /// The rows of a panel.
  @inline(__always)
  func range(of panel: Int) -> Range<Int> {
    let panels = panels
    return panel * rows / panels..<(panel + 1) * rows / panels
  }

  /// Lays out the rows of `matrix`, whose element `(row, i)` stands at `row*rowStride + i*depthStride`.
  ///
  /// - Parameter memory: room for `rows*depth` numbers that outlives the value.
  public init(
    _ matrix: UnsafePointer<Float>, rows: Int, depth: Int, rowStride: Int, depthStride: Int,
    tiles: Tiles = .best, pool: WorkerPool, memory: UnsafeMutablePointer<Float>
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

/// Where a matrix product's columns come from: they are laid out piece by piece, just before they are used.
protocol ColumnSource {
  /// Lays out the numbers `depth` of `count` columns from `column` on, `width` numbers for each number of the depth;
  /// those beyond `count` are anything that is a number.
  func pack(depth: Range<Int>, column: Int, count: Int, width: Int, into memory: UnsafeMutablePointer<Float>)
}

/// The product of packed rows with columns.
enum MatrixProduct {
  /// The columns that one task lays out at a time, so that they stay in the second cache.
  private static let columnsAtOnce = 256

  /// `out[r*stride + c] = bias[r] + Σ rows[r, i]*columns[i, c]`; with `adds` the sum is added to what is there.
  ///
  /// - Returns: how many multiply-adds the tiles did that are part of the product.
  static func run(
    _ rows: PackedRows, _ columns: some ColumnSource, count: Int, into out: UnsafeMutablePointer<Float>,
    stride: Int, bias: UnsafePointer<Float>? = nil, adds: Bool = false, pool: WorkerPool
  ) -> Int {
    guard rows.rows > 0, count > 0 else { return 0 }
    let tiles = rows.tiles
    let panels = rows.panels
    // Enough tasks that no thread waits long for another, first along the columns, then along the rows.
    let wanted = pool.threads == 1 ? 1 : pool.threads * 3
    var width = columnsAtOnce
    while width > tiles.wideColumns, (count + width - 1) / width < wanted { width /= 2 }
    let columnTasks = (count + width - 1) / width
    let rowTasks = min(panels, max(1, wanted / columnTasks))
    let done = Atomic<Int>(0)
    pool.forEach(columnTasks * rowTasks) { task in
      let (columnTask, rowTask) = (task / rowTasks, task % rowTasks)
      let first = columnTask * width
      let sum = Self.block(
        rows, panels: rowTask * panels / rowTasks..<(rowTask + 1) * panels / rowTasks, columns,
        first..<min(count, first + width), into: out, stride: stride, bias: bias, adds: adds)
      done.wrappingAdd(sum, ordering: .relaxed)
    }
    return done.load(ordering: .relaxed)
  }

  /// Some rows times some columns, all of the depth.
  private static func block(
    _ rows: PackedRows, panels: Range<Int>, _ columns: some ColumnSource, _ range: Range<Int>,
    into out: UnsafeMutablePointer<Float>, stride: Int, bias: UnsafePointer<Float>?, adds: Bool
  ) -> Int {
    let tiles = rows.tiles
    let widths = widths(of: range, tiles)
    let depthBlock = min(rows.depth, PackedRows.block)
    let columnCount = widths.reduce(0, +)
    var done = 0
    Scratch.with(depthBlock * columnCount + tiles.rows * tiles.wideColumns) { memory in
      let edge = memory + depthBlock * columnCount
      var start = 0
      while start < rows.depth {
        let end = min(rows.depth, start + depthBlock)
        var column = range.lowerBound
        var place = memory
        for width in widths {
          columns.pack(
            depth: start..<end, column: column, count: min(width, range.upperBound - column), width: width,
            into: place)
          place += width * (end - start)
          column += width
        }
        let accumulates = adds || start > 0
        for panel in panels {
          let rowRange = rows.range(of: panel)
          let a = rows.panel(rowRange, from: start)
          var column = range.lowerBound
          var b = UnsafePointer(memory)
          for width in widths {
            let tile = tiles.tile(rows: rowRange.count, columns: width)
            let used = min(width, range.upperBound - column)
            let target = out + rowRange.lowerBound * stride + column
            if used == width {
              tile(Int64(end - start), a, b, target, Int64(stride), accumulates ? 1 : 0)
            } else {
              tile(Int64(end - start), a, b, edge, Int64(width), 0)
              for row in 0..<rowRange.count {
                let (from, to) = (edge + row * width, target + row * stride)
                if accumulates {
                  for index in 0..<used { to[index] += from[index] }
                } else {
                  for index in 0..<used { to[index] = from[index] }
                }
              }
            }
            done += rowRange.count * used * (end - start)
            b += width * (end - start)
            column += width
          }
        }
        start = end
      }
      guard let bias else { return }
      for panel in panels {
        for row in rows.range(of: panel) {
          let target = out + row * stride + range.lowerBound
          let value = bias[row]
          for index in 0..<range.count { target[index] += value }
        }
      }
    }
    return done
  }

  /// Wide tiles, and a narrow one at the end where that is enough.
  private static func widths(of range: Range<Int>, _ tiles: Tiles) -> [Int] {
    var widths: [Int] = []
    var left = range.count
    while left > 0 {
      let width = left > tiles.narrowColumns ? tiles.wideColumns : tiles.narrowColumns
      widths.append(width)
      left -= width
    }
    return widths
  }
}

/// The columns of a matrix in memory: element `(i, column)` stands at `i*depthStride + column*columnStride`.
struct MatrixColumns: ColumnSource {
  let matrix: UnsafePointer<Float>
  let depthStride: Int
  let columnStride: Int

  func pack(depth: Range<Int>, column: Int, count: Int, width: Int, into memory: UnsafeMutablePointer<Float>)
  {
    if columnStride == 1 {
      archk_pack_rows(
        Int64(depth.count), Int64(count), Int64(width), matrix + depth.lowerBound * depthStride + column,
        Int64(depthStride), memory)
      return
    }
    for index in 0..<width {
      // Columns beyond the last repeat it: their products are thrown away.
      let source = matrix + (column + min(index, count - 1)) * columnStride
      var place = memory + index
      for i in depth {
        place.pointee = source[i * depthStride]
        place += width
      }
    }
  }
}
