import ArchGraph
import ArchKernels
import ArchRuntime

extension Attention: Runnable {
  /// Queries, keys, values and their weighted sums, and the scores of a head on each thread.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    common.workingMemory(of: inputs[0], memory: inputs[0], past: past, batch: batch, threads: threads)
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (relativeBias, heads) = (relativeBias, common.heads)
    let tokens = run.shapes[0][run.shapes[0].rank - 2]
    var table: UnsafePointer<Float>?
    if let relativeBias {
      table = try run.weight(run.weightCount - 1, [relativeBias.places, heads])
      run.did(.weightReads, relativeBias.places * heads)
    }
    try common.execute(&run, past: past) { scores, head in
      guard let table, let relativeBias else { return 0 }
      for query in 0..<tokens {
        for key in 0..<tokens {
          scores[query * tokens + key] += table[relativeBias.place(query: query, key: key) * heads + head]
        }
      }
      return tokens * tokens
    }
  }
}
