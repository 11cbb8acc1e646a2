import ArchGraph
import ArchKernels
import ArchRuntime

extension ExpertScale: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (rows, features) = (run.shapes[0][0], run.shapes[0][1])
    let out = try run.output([rows, features], mayOverwrite: true)
    let factors = scale ? try run.weight(0, [experts, features]) : nil
    let shifts = bias ? try run.weight(scale ? 1 : 0, [experts, features]) : nil
    guard run.elements(1) == rows else { throw .unsupported("rows without an expert") }
    let (x, chosen, all, experts) = (run.input(0), run.input(1), run.batch * rows, experts)
    let done = run.pool.sum(of: all, least: max(1, 16_384 / max(1, features))) { pieces in
      for row in pieces {
        let (source, target) = (x + row * features, out + row * features)
        let first = chosen[row].index(of: experts) * features
        for place in 0..<features {
          let scaled = factors.map { $0[first + place] * source[place] } ?? source[place]
          target[place] = shifts.map { scaled + $0[first + place] } ?? scaled
        }
      }
      return pieces.count * features
    }
    if scale { run.did(.multiplications, done) }
    if bias { run.did(.additions, done) }
    run.did(.weightReads, run.weightElements)
    run.did(.activationReads, done + all)
    run.did(.writes, done)
  }
}
