import ArchGraph
import ArchKernels
import ArchRuntime

extension ExpertDense: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (rows, features) = (run.shapes[0][0], run.shapes[0][1])
    let out = try run.output([rows, units])
    let weights = try run.weight(0, [experts, units, features])
    let biases = bias ? try run.weight(1, [experts, units]) : nil
    guard run.elements(1) == rows else { throw .unsupported("rows without an expert") }
    let (x, chosen, all) = (run.input(0), run.input(1), run.batch * rows)
    let (units, experts) = (units, experts)
    let done = run.pool.sum(of: all, least: max(1, 16_384 / max(1, features * units))) { pieces in
      var done = 0
      for row in pieces {
        let expert = chosen[row].index(of: experts)
        done += MatrixView.multiply(
          MatrixView(x + row * features, rowStride: features),
          MatrixView(weights + expert * units * features, rowStride: features).transposed, rows: 1,
          depth: features, columns: units, into: out + row * units, stride: units, pool: .serial)
        if let biases { Loops.add(units, biases + expert * units, out + row * units) }
      }
      return done
    }
    run.did(.multiplyAdds, done)
    if bias { run.did(.additions, all * units) }
    run.did(.weightReads, run.weightElements)
    run.did(.activationReads, all * features + all)
    run.did(.writes, all * units)
  }
}
