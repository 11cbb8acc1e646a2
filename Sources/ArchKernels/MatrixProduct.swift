import CArchKernels
import Synchronization

/// The source of a matrix product's columns, which are laid out piece by piece, just before they are used.
protocol ColumnSource {
  /// The columns if they are already side by side, with the distance from one number of the depth to the next.
  var direct: (start: UnsafePointer<Float>, depthStride: Int)? { get }

  /// Lays out the numbers `depth` of `count` columns from `column` on, `width` numbers for each number of the depth;
  /// those beyond `count` are any numbers.
  func pack(depth: Range<Int>, column: Int, count: Int, width: Int, into memory: UnsafeMutablePointer<Float>)
}

/// The product of packed rows with columns.
enum MatrixProduct {
  /// The columns that one task lays out at a time, so that they stay in the second cache.
  private static let columnsAtOnce = 256

  /// `out[r*stride + c] = Σ rows[r, i]*columns[i, c]`, finished; with `adds` the sum is added to what is there.
  ///
  /// - Parameter finish: applied to the sums; its channels are rows.
  /// - Returns: how many multiply-adds the tiles did that belong to the product.
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
        source: columns, columns: first..<min(count, first + width), out: out, stride: stride, adds: adds,
        finish: finish, addendStride: stride)
      done.wrappingAdd(block.run(), ordering: .relaxed)
    }
    return done.load(ordering: .relaxed)
  }

  /// Some rows times some columns, all of the depth.
  private struct Block<Source: ColumnSource> {
    let rows: PackedRows
    let panels: Range<Int>
    let source: Source
    let columns: Range<Int>
    let out: UnsafeMutablePointer<Float>
    let stride: Int
    let adds: Bool
    var finish: Finish?
    /// The distance between the rows of the addend.
    var addendStride: Int

    /// - Returns: how many multiply-adds were done.
    func run() -> Int {
      guard let addend = finish?.addend, addend == UnsafePointer(out), rows.depth > PackedRows.block else {
        return multiply()
      }
      // The addend is read before partial sums overwrite it.
      let first = rows.range(of: panels.lowerBound).lowerBound
      let last = rows.range(of: panels.upperBound - 1).upperBound
      return Scratch.with((last - first) * columns.count) { copy in
        for row in first..<last {
          (copy + (row - first) * columns.count).update(
            from: addend + row * stride + columns.lowerBound, count: columns.count)
        }
        var block = self
        block.finish?.addend = UnsafePointer(copy) - first * columns.count - columns.lowerBound
        block.addendStride = columns.count
        return block.multiply()
      }
    }

    private func multiply() -> Int {
      let widths = rows.tiles.widths(covering: columns.count)
      let depthBlock = min(rows.depth, PackedRows.block)
      let packed = depthBlock * widths.reduce(0, +)
      return Scratch.with(packed + 2 * rows.tiles.rows * rows.tiles.wideColumns) { memory in
        var done = 0
        for start in Swift.stride(from: 0, to: rows.depth, by: depthBlock) {
          let depth = start..<min(rows.depth, start + depthBlock)
          pack(depth, widths, into: memory)
          for panel in panels {
            done += multiply(panel, depth, widths, packed: memory, edge: memory + packed)
          }
        }
        return done
      }
    }

    /// Lays out the columns that are not read in place.
    private func pack(_ depth: Range<Int>, _ widths: [Int], into memory: UnsafeMutablePointer<Float>) {
      var (column, place) = (columns.lowerBound, memory)
      for width in widths {
        let count = min(width, columns.upperBound - column)
        if source.direct == nil || count < width {
          source.pack(depth: depth, column: column, count: count, width: width, into: place)
        }
        place += width * depth.count
        column += width
      }
    }

    /// One panel of rows.
    ///
    /// - Parameter edge: room for two tiles.
    private func multiply(
      _ panel: Int, _ depth: Range<Int>, _ widths: [Int], packed: UnsafePointer<Float>,
      edge: UnsafeMutablePointer<Float>
    ) -> Int {
      let range = rows.range(of: panel)
      let a = rows.panel(range, from: depth.lowerBound)
      let accumulates = adds || depth.lowerBound > 0
      let finish = depth.upperBound == rows.depth ? finish : nil
      var raw = archk_finish()
      var (column, b) = (columns.lowerBound, packed)
      var done = 0
      for width in widths {
        let used = min(width, columns.upperBound - column)
        let target = out + range.lowerBound * stride + column
        if let finish {
          raw = finish.raw(
            channel: range.lowerBound, element: range.lowerBound * addendStride + column, stride: addendStride
          )
        }
        withUnsafeMutablePointer(to: &raw) { raw in
          let call = Call(
            tile: rows.tiles.tile(rows: range.count, columns: width), rows: range.count,
            depth: Int64(depth.count), a: a, accumulates: accumulates, finish: finish == nil ? nil : raw)
          if used < width {
            call.run(b, width, into: target, stride, used: used, edge: edge)
          } else if let direct = source.direct {
            call.run(
              direct.start + depth.lowerBound * direct.depthStride + column, direct.depthStride, into: target,
              stride)
          } else {
            call.run(b, width, into: target, stride)
          }
        }
        done += range.count * used * depth.count
        b += width * depth.count
        column += width
      }
      return done
    }
  }

  /// A tile and its arguments besides its columns.
  private struct Call {
    let tile: archk_tile
    let rows: Int
    let depth: Int64
    let a: UnsafePointer<Float>
    let accumulates: Bool
    let finish: UnsafeMutablePointer<archk_finish>?

    @inline(__always)
    func run(
      _ b: UnsafePointer<Float>, _ columnStride: Int, into target: UnsafeMutablePointer<Float>, _ stride: Int
    ) {
      tile(depth, a, b, Int64(columnStride), target, Int64(stride), accumulates ? 1 : 0, finish)
    }

    /// Computes a tile of which only some columns are wanted, in separate memory.
    func run(
      _ b: UnsafePointer<Float>, _ width: Int, into target: UnsafeMutablePointer<Float>, _ stride: Int,
      used: Int, edge: UnsafeMutablePointer<Float>
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
      run(b, width, into: edge, width)
      for row in 0..<rows { (target + row * stride).update(from: edge + row * width, count: used) }
    }
  }
}

/// The columns of a matrix in memory: element `(i, column)` is at `i*depthStride + column*columnStride`.
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
      // Columns beyond the last repeat it: their products are discarded.
      let source = matrix + (column + min(index, count - 1)) * columnStride
      var place = memory + index
      for i in depth {
        place.pointee = source[i * depthStride]
        place += width
      }
    }
  }
}
