import ArchGraph
import ArchKernels
import ArchRuntime

extension Attend: Runnable {
  /// The scaled queries, and the scores of a head on each thread.
  public func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    let (q, k) = (inputs[0], inputs[1])
    return q.bytes(batch)
      + HeadProducts.workingMemory(
        tokens: Double(q[q.rank - 2]), places: Double(k[k.rank - 2]), width: Double(q[q.rank - 1]),
        threads: threads)
  }

  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (q, k, v) = (run.shapes[0], run.shapes[1], run.shapes[2])
    let groups = keyHeads ?? heads
    let (tokens, places, width) = (q[q.rank - 2], k[k.rank - 2], q[q.rank - 1] / heads)
    let valueWidth = v[v.rank - 1] / groups
    let out = try run.output(q.dimensions.dropLast() + [heads * valueWidth])
    let own = run.elements(0) / (tokens * heads * width)
    let windows = run.batch * own
    let bias: (memory: UnsafePointer<Float>, size: Int, heads: Int)? =
      run.shapes.count > 3
      ? (run.input(3), run.elements(3), run.shapes[3].rank == 3 ? run.shapes[3][0] : 1) : nil
    let count = run.batch * run.elements(0)
    let scales = scoring.scale != 1
    Scratch.with(scales ? count : 0) { scaled in
      var queries = run.input(0)
      if scales {
        Loops.affine(count, queries, scoring.factor(width: width), 0, scaled)
        run.did(.multiplications, count)
        queries = UnsafePointer(scaled)
      }
      let products = HeadProducts(
        scoring: scoring, heads: heads, groups: groups, tokens: tokens, places: places, width: width,
        valueWidth: valueWidth)
      products.run(
        &run, windows: windows, queries: queries, keys: run.input(1), values: run.input(2), into: out
      ) { scores, window, head in
        guard let bias else { return 0 }
        let start = bias.memory + window / own * bias.size + (bias.heads == 1 ? 0 : head * tokens * places)
        Loops.sum(tokens * places, scores, start, scores)
        return tokens * places
      }
    }
    for index in run.shapes.indices { run.did(.activationReads, run.batch * run.elements(index)) }
    run.did(.writes, windows * tokens * heads * valueWidth)
  }
}
