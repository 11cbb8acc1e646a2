import CArchKernels

/// A matrix in memory: element `(row, column)` stands at `row*rowStride + column*columnStride`.
public struct MatrixView {
  /// The first element.
  public var start: UnsafePointer<Float>
  /// How far apart the rows are.
  public var rowStride: Int
  /// How far apart the columns are.
  public var columnStride: Int

  /// A matrix whose rows are given by their first element.
  public init(_ start: UnsafePointer<Float>, rowStride: Int, columnStride: Int = 1) {
    self.start = start
    self.rowStride = rowStride
    self.columnStride = columnStride
  }

  /// The same numbers, rows and columns exchanged.
  public var transposed: MatrixView {
    MatrixView(start, rowStride: columnStride, columnStride: rowStride)
  }
}

extension MatrixView {
  /// `out[r, c] = Σ a[r, i]*b[i, c]`, `rows x depth` times `depth x columns`; `out` has rows `stride` apart.
  ///
  /// - Parameter adds: whether the product is added to what `out` holds.
  /// - Returns: how many multiply-adds were done.
  @discardableResult
  public static func multiply(
    _ a: MatrixView, _ b: MatrixView, rows: Int, depth: Int, columns: Int,
    into out: UnsafeMutablePointer<Float>, stride: Int, adds: Bool = false, tiles: Tiles = .best,
    pool: WorkerPool
  ) -> Int {
    // Few rows of long vectors are bounded by reading `b`, which is then read in place and once.
    if rows <= 4, a.columnStride == 1, b.rowStride == 1 {
      return multiplyVectors(
        a, b, rows: rows, depth: depth, columns: columns, into: out, stride: stride, adds: adds, pool: pool)
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

  /// The same for columns that lie in memory one after the other.
  private static func multiplyVectors(
    _ a: MatrixView, _ b: MatrixView, rows: Int, depth: Int, columns: Int,
    into out: UnsafeMutablePointer<Float>, stride: Int, adds: Bool, pool: WorkerPool
  ) -> Int {
    pool.sum(of: columns, least: max(1, 32_768 / max(1, depth))) { pieces in
      for column in pieces {
        for row in 0..<rows {
          let sum = archk_dot(
            Int64(depth), a.start + row * a.rowStride, b.start + column * b.columnStride)
          let place = row * stride + column
          out[place] = adds ? out[place] + sum : sum
        }
      }
      return pieces.count * rows * depth
    }
  }
}
