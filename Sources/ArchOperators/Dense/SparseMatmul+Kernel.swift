import ArchGraph
import ArchKernels
import ArchRuntime

extension SparseMatmul: Runnable {
  /// Nothing.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double { 0 }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (columns, features) = (run.shapes[0][0], run.shapes[0][1])
    let out = try run.output([rows, features])
    let values = try run.weight(0, [nonzeros])
    let (x, rows, nonzeros) = (run.input(0), rows, nonzeros)
    let done = run.pool.sum(of: run.batch * rows, least: max(1, 16_384 / max(1, features))) { pieces in
      var done = 0
      for piece in pieces {
        let (example, row) = piece.quotientAndRemainder(dividingBy: rows)
        let y = out + piece * features
        y.update(repeating: 0, count: features)
        var column = row % columns
        for entry in stride(from: row, to: nonzeros, by: rows) {
          let (value, source) = (values[entry], x + (example * columns + column) * features)
          for i in 0..<features { y[i] += value * source[i] }
          done += features
          column = column + 1 == columns ? 0 : column + 1
        }
      }
      return done
    }
    var isRead = [Bool](repeating: false, count: columns)
    for entry in 0..<nonzeros { isRead[(entry % rows + entry / rows) % columns] = true }
    run.did(.multiplyAdds, done)
    run.did(.weightReads, run.weightElements)
    run.did(.activationReads, run.batch * features * isRead.count { $0 })
    run.did(.writes, run.batch * rows * features)
  }
}
