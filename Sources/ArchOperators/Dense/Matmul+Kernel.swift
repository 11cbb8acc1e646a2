import ArchGraph
import ArchKernels
import ArchRuntime

extension Matmul: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (a, b) = (run.shapes[0], run.shapes[1])
    let (rows, inner) = (a[a.rank - 2], a[a.rank - 1])
    let columns = transposeB ? b[b.rank - 2] : b[b.rank - 1]
    let out = try run.output(a.dimensions.dropLast(2) + [rows, columns])
    let matrices = run.batch * run.elements(0) / max(1, rows * inner)
    for matrix in 0..<matrices {
      let right = run.input(1) + matrix * inner * columns
      let done = MatrixView.multiply(
        MatrixView(run.input(0) + matrix * rows * inner, rowStride: inner),
        transposeB
          ? MatrixView(right, rowStride: inner).transposed : MatrixView(right, rowStride: columns),
        rows: rows, depth: inner, columns: columns, into: out + matrix * rows * columns, stride: columns,
        pool: run.pool)
      run.did(.multiplyAdds, done)
      run.did(.activationReads, rows * inner + inner * columns)
      run.did(.writes, rows * columns)
    }
  }
}
