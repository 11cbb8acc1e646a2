import ArchGraph
import ArchKernels
import ArchRuntime

extension Attention: Runnable {
  /// Queries, keys, values and their mixture, and the scores of a head on each thread.
  public func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    common.workingMemory(of: inputs[0], memory: inputs[0], batch: batch, threads: threads)
  }

  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (causal, relativeBias, heads) = (causal, relativeBias, heads)
    let tokens = run.shapes[0][run.shapes[0].rank - 2]
    var table: UnsafePointer<Float>?
    if let relativeBias {
      let extents = [(2 * relativeBias[0] - 1) * (2 * relativeBias[1] - 1), heads]
      table = try run.weight(run.weightCount - 1, extents)
      run.did(.weightReads, extents[0] * extents[1])
    }
    try common.execute(&run) { scores, head in
      var added = 0
      if let table, let relativeBias {
        let (height, width) = (relativeBias[0], relativeBias[1])
        for query in 0..<tokens {
          for key in 0..<tokens {
            let down = query / width - key / width + height - 1
            let across = query % width - key % width + width - 1
            scores[query * tokens + key] += table[(down * (2 * width - 1) + across) * heads + head]
            added += 1
          }
        }
      }
      if causal {
        for query in 0..<tokens {
          for key in query + 1..<max(query + 1, tokens) { scores[query * tokens + key] = -.infinity }
        }
      }
      return added
    }
  }
}
