import CArchKernels
import Synchronization

/// Where a matrix product's columns come from: they are laid out piece by piece, just before they are used.
protocol ColumnSource {
  /// Where the columns stand side by side already, with the distance from one number of the depth to the next.
  var direct: (start: UnsafePointer<Float>, depthStride: Int)? { get }

  /// Lays out the numbers `depth` of `count` columns from `column` on, `width` numbers for each number of the depth;
  /// those beyond `count` are anything that is a number.
  func pack(depth: Range<Int>, column: Int, count: Int, width: Int, into memory: UnsafeMutablePointer<Float>)
}

/// The product of packed rows with columns.
enum MatrixProduct {
  /// The columns that one task lays out at a time, so that they stay in the second cache.
  private static let columnsAtOnce = 256

  /// `out[r*stride + c] = Σ rows[r, i]*columns[i, c]`, finished; with `adds` the sum is added to what is there.
  ///
  /// - Parameter finish: what becomes of the sums; its channels are rows.
  /// - Returns: how many multiply-adds the tiles did that are part of the product.
  static func run(
    _ rows: PackedRows, _ columns: some ColumnSource, count: Int, into out: UnsafeMutablePointer<Float>,
    stride: Int, finish: Finish? = nil, adds: Bool = false, pool: WorkerPool
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
      let block = Block(
        rows: rows, panels: rowTask * panels / rowTasks..<(rowTask + 1) * panels / rowTasks,
        columns: first..<min(count, first + width), out: out, stride: stride, adds: adds)
      done.wrappingAdd(block.run(columns, finish), ordering: .relaxed)
    }
    return done.load(ordering: .relaxed)
  }

  /// Some rows times some columns, all of the depth.
  private struct Block {
    let rows: PackedRows
    let panels: Range<Int>
    let columns: Range<Int>
    let out: UnsafeMutablePointer<Float>
    let stride: Int
    let adds: Bool

    func run(_ source: some ColumnSource, _ finish: Finish?) -> Int {
      let tiles = rows.tiles
      let widths = tiles.widths(covering: columns.count)
      let depthBlock = min(rows.depth, PackedRows.block)
      let columnCount = widths.reduce(0, +)
      let edgeCount = tiles.rows * tiles.wideColumns
      return Scratch.with(depthBlock * columnCount + 2 * edgeCount) { memory in
        let edge = memory + depthBlock * columnCount
        // What is added is read before partial sums are written over it.
        guard let finish, let addend = finish.addend, addend == UnsafePointer(out), rows.depth > depthBlock
        else {
          return run(source, finish, stride, memory, edge, widths, depthBlock)
        }
        let first = rows.range(of: panels.lowerBound).lowerBound
        let last = rows.range(of: panels.upperBound - 1).upperBound
        return Scratch.with((last - first) * columns.count) { copy in
          for row in first..<last {
            (copy + (row - first) * columns.count).update(
              from: addend + row * stride + columns.lowerBound, count: columns.count)
          }
          var own = finish
          own.addend = UnsafePointer(copy) - first * columns.count - columns.lowerBound
          return run(source, own, columns.count, memory, edge, widths, depthBlock)
        }
      }
    }

    private func run(
      _ source: some ColumnSource, _ finish: Finish?, _ addendStride: Int,
      _ memory: UnsafeMutablePointer<Float>, _ edge: UnsafeMutablePointer<Float>, _ widths: [Int],
      _ depthBlock: Int
    ) -> Int {
      let tiles = rows.tiles
      let slot = UnsafeMutablePointer<archk_finish>.allocate(capacity: 1)
      defer { slot.deallocate() }
      let direct = source.direct
      var done = 0
      var start = 0
      while start < rows.depth {
        let end = min(rows.depth, start + depthBlock)
        var column = columns.lowerBound
        var place = memory
        for width in widths {
          let count = min(width, columns.upperBound - column)
          if direct == nil || count < width {
            source.pack(depth: start..<end, column: column, count: count, width: width, into: place)
          }
          place += width * (end - start)
          column += width
        }
        let accumulates = adds || start > 0
        let finish = end == rows.depth ? finish : nil
        for panel in panels {
          let rowRange = rows.range(of: panel)
          let a = rows.panel(rowRange, from: start)
          var column = columns.lowerBound
          var b = UnsafePointer(memory)
          for width in widths {
            let used = min(width, columns.upperBound - column)
            let first = rowRange.lowerBound * stride + column
            if let finish {
              slot.pointee = finish.raw(
                channel: rowRange.lowerBound, element: rowRange.lowerBound * addendStride + column,
                stride: addendStride)
            }
            let raw = finish == nil ? nil : slot
            let tile = tiles.tile(rows: rowRange.count, columns: width)
            let depth = Int64(end - start)
            if used < width {
              run(tile, depth, a, b, out + first, rowRange.count, used, width, accumulates, raw, edge)
            } else if let direct {
              tile(
                depth, a, direct.start + start * direct.depthStride + column, Int64(direct.depthStride),
                out + first, Int64(stride), accumulates ? 1 : 0, raw)
            } else {
              tile(depth, a, b, Int64(width), out + first, Int64(stride), accumulates ? 1 : 0, raw)
            }
            done += rowRange.count * used * (end - start)
            b += width * (end - start)
            column += width
          }
        }
        start = end
      }
      return done
    }

    /// A tile of which only some columns are wanted, worked out apart.
    private func run(
      _ tile: archk_tile, _ depth: Int64, _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>,
      _ target: UnsafeMutablePointer<Float>, _ rows: Int, _ used: Int, _ width: Int, _ accumulates: Bool,
      _ finish: UnsafeMutablePointer<archk_finish>?, _ edge: UnsafeMutablePointer<Float>
    ) {
      if accumulates {
        for row in 0..<rows { (edge + row * width).update(from: target + row * stride, count: used) }
      }
      if let finish, let addend = finish.pointee.addend {
        let copy = edge + rows * width
        for row in 0..<rows {
          (copy + row * width).update(from: addend + row * Int(finish.pointee.stride), count: used)
        }
        finish.pointee.addend = UnsafePointer(copy)
        finish.pointee.stride = Int64(width)
      }
      tile(depth, a, b, Int64(width), edge, Int64(width), accumulates ? 1 : 0, finish)
      for row in 0..<rows { (target + row * stride).update(from: edge + row * width, count: used) }
    }
  }
}

/// The columns of a matrix in memory: element `(i, column)` stands at `i*depthStride + column*columnStride`.
struct MatrixColumns: ColumnSource {
  let matrix: UnsafePointer<Float>
  let depthStride: Int
  let columnStride: Int

  var direct: (start: UnsafePointer<Float>, depthStride: Int)? {
    columnStride == 1 ? (matrix, depthStride) : nil
  }

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
