import ArchGraph
import ArchKernels
import ArchRuntime

extension KernelRun {
  /// Adds a bias to each row of `[rows, units]`.
  mutating func addBias(
    _ bias: UnsafePointer<Float>, to out: UnsafeMutablePointer<Float>, rows: Int, units: Int
  ) {
    let count = pool.sum(of: rows, least: max(1, 16_384 / max(1, units))) { pieces in
      for row in pieces { Loops.add(units, bias, out + row * units) }
      return pieces.count * units
    }
    did(.additions, count)
  }

  /// `out[r, u] = Σ x[r, i]*weights[u, i] + bias[u]`.
  mutating func project(
    _ x: UnsafePointer<Float>, rows: Int, features: Int, by weights: UnsafePointer<Float>, units: Int,
    bias: UnsafePointer<Float>?, into out: UnsafeMutablePointer<Float>
  ) {
    let count = MatrixView.multiply(
      MatrixView(x, rowStride: features), MatrixView(weights, rowStride: features).transposed, rows: rows,
      depth: features, columns: units, into: out, stride: units, pool: pool)
    did(.multiplyAdds, count)
    if let bias { addBias(bias, to: out, rows: rows, units: units) }
  }
}
