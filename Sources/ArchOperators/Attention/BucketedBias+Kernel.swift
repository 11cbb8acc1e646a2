import ArchGraph
import ArchKernels
import ArchRuntime

extension BucketedBias: Runnable {
  /// The bucket of each distance.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    8 * (Double(past) + 2 * Double(tokens))
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (buckets, heads) = (run.shapes[0][0], run.shapes[0][1])
    let places = past + tokens
    let out = try run.output([heads, tokens, places])
    let distances = DistanceBuckets(self, buckets: buckets)
    // From the key that is farthest before its query to the one that is farthest after it.
    let rows = (1 - places..<tokens).map { distances.bucket($0) * heads }
    let (x, size, tokens, past) = (run.input(0), run.elements(0), tokens, past)
    let written = run.pool.sum(of: run.batch * heads, least: max(1, 16_384 / (tokens * places))) { pieces in
      for piece in pieces {
        let (example, head) = piece.quotientAndRemainder(dividingBy: heads)
        let (table, target) = (x + example * size + head, out + piece * tokens * places)
        for query in 0..<tokens {
          // The first key is `past + query` places before it.
          let first = places - 1 - (past + query)
          for key in 0..<places { target[query * places + key] = table[rows[first + key]] }
        }
      }
      return pieces.count * tokens * places
    }
    run.did(.activationReads, run.batch * distances.used * heads)
    run.did(.writes, written)
  }
}
