import ArchGraph
import ArchKernels
import ArchRuntime

extension EmbeddingBag: Runnable {
  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (bags, tokens) = (run.shapes[0][0], run.shapes[0][1])
    let out = try run.output([bags, features])
    let table = try run.weight(0, [vocabulary, features])
    let (x, features) = (run.input(0), features)
    let added = run.pool.sum(of: run.batch * bags, least: max(1, 16_384 / max(1, tokens * features))) {
      pieces in
      for bag in pieces {
        let row = out + bag * features
        for index in 0..<tokens {
          let token = x[bag * tokens + index]
          let entry = table + token.index(of: vocabulary) * features
          if index == 0 { row.update(from: entry, count: features) } else { Loops.add(features, entry, row) }
          if token.isNaN { row.update(repeating: token, count: features) }
        }
        if mode == .mean { for i in 0..<features { row[i] /= Float(tokens) } }
      }
      return pieces.count * (tokens - 1) * features
    }
    let results = run.batch * bags * features
    run.did(.additions, added)
    if mode == .mean { run.did(.divisions, results) }
    run.did(.activationReads, run.batch * bags * tokens)
    run.did(.weightReads, bags * tokens * features)
    run.did(.writes, results)
  }
}
