import ArchGraph
import ArchKernels
import ArchRuntime

extension Attend: Runnable {
  /// The scaled queries, and the scores of a head on each thread.
  package func workingMemory(of inputs: [Shape], to output: Shape, batch: Int, threads: Int) -> Double {
    let (q, k) = (inputs[0], inputs[1])
    return q.bytes(batch)
      + HeadProducts.workingMemory(
        tokens: Double(q[q.rank - 2]), places: Double(k[k.rank - 2]), width: Double(q[q.rank - 1]),
        threads: threads)
  }

  package func execute(_ run: inout KernelRun) throws(KernelFault) {
    let (q, k, v) = (run.shapes[0], run.shapes[1], run.shapes[2])
    let groups = keyHeads ?? heads
    let (tokens, places, width) = (q[q.rank - 2], k[k.rank - 2], q[q.rank - 1] / heads)
    let valueWidth = v[v.rank - 1] / groups
    let out = try run.output(q.dimensions.dropLast() + [heads * valueWidth])
    let own = run.elements(0) / (tokens * heads * width)
    let windows = run.batch * own
    let bias = run.shapes.count > 3 ? Bias(run.input(3), run.shapes[3], of: run.elements(3)) : nil
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
        Loops.sum(tokens * places, scores, bias.scores(of: window, of: own, head: head), scores)
        return tokens * places
      }
    }
    for index in run.shapes.indices { run.did(.activationReads, run.batch * run.elements(index)) }
    run.did(.writes, windows * tokens * heads * valueWidth)
  }

  /// A bias added to scores, in memory.
  private struct Bias {
    private let memory: UnsafePointer<Float>
    /// How many elements there are for an example, for a window in it, and for a head.
    private let size: (example: Int, window: Int, head: Int)

    /// `[heads, T, S]` or `[T, S]`, or one for each window.
    init(_ memory: UnsafePointer<Float>, _ shape: Shape, of elements: Int) {
      self.memory = memory
      let heads = shape.rank > 2 ? shape[shape.rank - 3] : 1
      let scores = shape[shape.rank - 2] * shape[shape.rank - 1]
      size = (elements, shape.rank > 3 ? heads * scores : 0, heads == 1 ? 0 : scores)
    }

    func scores(of window: Int, of windows: Int, head: Int) -> UnsafePointer<Float> {
      memory + window / windows * size.example + window % windows * size.window + head * size.head
    }
  }
}
