import ArchAnalysis
import ArchGraph
import ArchRuntime

/// The bytes that a run of a network takes, counted before anything is allocated.
public struct RunMemory: Hashable, Sendable {
  /// The values of layers, in the block that the plan lays out.
  public var values: Double
  /// The weights.
  public var weights: Double
  /// The kernels: the most that one takes while it runs, and the part of it that is kept for the next.
  public var kernels: Double
  /// Everything else: copies of the inputs, and what is compared and shown.
  public var others: Double

  /// The sum.
  public var total: Double { values + weights + kernels + others }

  /// An upper bound for threads, and for what is too small to be counted separately.
  private static let least = Double(16 << 20)

  /// The memory of a run in a plan.
  ///
  /// - Parameters:
  ///   - isNeeded: whether the weights of an entry of the graph are used at all.
  ///   - others: the bytes of what is kept beside the run.
  init(
    _ graph: Graph, plan: MemoryPlan, threads: Int, others: Double = 0,
    isNeeded: (Int) -> Bool = { _ in true }
  ) {
    values = 4 * Double(plan.extent)
    weights = Self.weights(graph, isNeeded)
    var (largest, sum) = (0.0, 0.0)
    var known = [Double?](repeating: nil, count: graph.forms.count)
    // With several examples, each has a copy of a tensor that is a value.
    for (id, node) in graph.nodes.enumerated() where plan.weightsOf[id] == id && plan.batch > 1 {
      values += node.shape.bytes(plan.batch)
    }
    for (id, node) in graph.nodes.enumerated() where plan.offsets[id] != nil && !(node.isInput) {
      let bytes =
        known[node.form.index]
        ?? (node.op as? any Runnable)?.workingMemory(
          of: node.inputShapes, to: node.shape, batch: plan.batch, threads: threads)
        ?? Self.definition(of: node)
      known[node.form.index] = bytes
      largest = max(largest, bytes)
      sum += bytes
    }
    kernels = largest + min(sum, Self.mostKept)
    let inputs = graph.inputs.reduce(0) { $0 + graph.nodes[$1].shape.bytes(plan.batch) }
    self.others = others + inputs + Self.least + Double(threads) * Double(4 << 20)
  }

  /// A definition works on copies of its inputs, one example at a time, and its result is a copy as well.
  private static func definition(of node: Node) -> Double {
    let weights = node.form.parameters.reduce(0) { $0 + $1.shape.bytes() }
    return 2 * node.inputShapes.reduce(node.shape.bytes() + weights) { $0 + $1.bytes() }
  }

  /// The most memory of kernels that is kept for reuse.
  private static let mostKept = Double(1 << 30)

  static func weights(_ graph: Graph, _ isNeeded: (Int) -> Bool = { _ in true }) -> Double {
    graph.weights.enumerated().reduce(0) { sum, entry in
      isNeeded(entry.offset) ? entry.element.parameters.reduce(sum) { $0 + $1.shape.bytes() } : sum
    }
  }
}
