import CArchKernels

/// A matrix in memory: element `(row, column)` is at `row*rowStride + column*columnStride`.
package struct MatrixView {
  /// The first element.
  package var start: UnsafePointer<Float>
  /// The distance between rows.
  package var rowStride: Int
  /// The distance between columns.
  package var columnStride: Int

  /// A matrix given by its first element and the distance between its rows.
  package init(_ start: UnsafePointer<Float>, rowStride: Int, columnStride: Int = 1) {
    self.start = start
    self.rowStride = rowStride
    self.columnStride = columnStride
  }

  /// The same numbers, rows and columns exchanged.
  package var transposed: MatrixView {
    MatrixView(start, rowStride: columnStride, columnStride: rowStride)
  }
}

extension MatrixView {
  /// `out[r, c] = Σ a[r, i]*b[i, c]`, `rows x depth` times `depth x columns`; `out` has rows `stride` apart.
  ///
  /// - Parameter adds: whether the product is added to what `out` holds.
  /// - Returns: how many multiply-adds were done.
  @discardableResult
  package static func multiply(
    _ a: MatrixView, _ b: MatrixView, rows: Int, depth: Int, columns: Int,
    into out: UnsafeMutablePointer<Float>, stride: Int, adds: Bool = false, tiles: Tiles = .best,
    pool: WorkerPool
  ) -> Int {
    // With few rows it is not worth laying out the other matrix, which is read once, in place.
    if rows <= tiles.rows, a.columnStride == 1, b.rowStride == 1 {
      return multiplyVectors(
        a, b, rows: rows, depth: depth, columns: columns, into: out, stride: stride, adds: adds, tiles: tiles,
        pool: pool)
    }
    return Scratch.with(rows * depth) { memory in
      let packed = PackedRows(
        a.start, rows: rows, depth: depth, rowStride: a.rowStride, depthStride: a.columnStride, tiles: tiles,
        pool: pool, memory: memory)
      return MatrixProduct.run(
        packed, MatrixColumns(matrix: b.start, depthStride: b.rowStride, columnStride: b.columnStride),
        count: columns, into: out, stride: stride, adds: adds, pool: pool)
    }
  }

  /// The same for columns that are contiguous in memory.
  private static func multiplyVectors(
    _ a: MatrixView, _ b: MatrixView, rows: Int, depth: Int, columns: Int,
    into out: UnsafeMutablePointer<Float>, stride: Int, adds: Bool, tiles: Tiles, pool: WorkerPool
  ) -> Int {
    pool.sum(of: columns, least: max(1, 32_768 / max(1, depth * rows))) { pieces in
      // A single row has enough sums only within itself.
      if rows == 1 {
        for column in pieces {
          let sum = archk_dot(Int64(depth), a.start, b.start + column * b.columnStride)
          out[column] = adds ? out[column] + sum : sum
        }
        return pieces.count * depth
      }
      var column = pieces.lowerBound
      while column < pieces.upperBound {
        let count = column + tiles.dotsColumns <= pieces.upperBound ? tiles.dotsColumns : 1
        tiles.dots(rows: rows, columns: count)(
          Int64(depth), a.start, Int64(a.rowStride), b.start + column * b.columnStride, Int64(b.columnStride),
          out + column, Int64(stride), adds ? 1 : 0)
        column += count
      }
      return pieces.count * rows * depth
    }
  }
}
