import ArchAnalysis
import ArchGraph
import ArchRuntime

/// The layers of a run in order, each with the following ones whose work its kernel takes over: batch norms, sums and
/// activations are done before a convolution's results are stored.
struct FusedSchedule {
  /// One kernel.
  struct Step {
    /// The layer whose kernel runs.
    var head: Node.ID
    /// The layer whose value it computes: itself, or the last that it takes over.
    var last: Node.ID
    /// What it takes over.
    var steps = FinishSteps()
    /// The layer whose value is added.
    var addend: Node.ID?
  }

  /// The kernels in the order in which they run.
  let steps: [Step]

  /// Finds what can be taken over: consecutive layers, each the only user of the one before.
  ///
  /// - Parameter wanted: layers whose own values are needed.
  init(_ graph: Graph, plan: MemoryPlan, weights: WeightStore, wanted: Set<Node.ID>) {
    let planned = graph.nodes.indices.filter { plan.offsets[$0] != nil }
    var users = [Int](repeating: 0, count: graph.nodes.count)
    for id in planned { for input in graph.nodes[id].inputs { users[input] += 1 } }
    for output in graph.outputs { users[output.node] += 1 }
    for id in wanted { users[id] += 1 }

    var steps: [Step] = []
    var place = 0
    while place < planned.count {
      let head = planned[place]
      // All the ways to stop, the longest last: if there is no room for the longest one's result, a shorter one may do.
      var ways = [Step(head: head, last: head)]
      let finishing = (graph.nodes[head].op as? any Runnable)?.finishing ?? .nothing
      while finishing != .nothing, let way = ways.last, place + ways.count < planned.count {
        let (tail, next) = (way.last, planned[place + ways.count])
        let node = graph.nodes[next]
        guard users[tail] == 1, node.inputs.contains(tail), node.shape == graph.nodes[head].shape,
          let step = (node.op as? any Runnable)?.finishStep(
            weights.tensors(of: node.weights).map(\.memory), of: node.inputShapes)
        else { break }
        var longer = way
        guard longer.steps.take(step, of: finishing) else { break }
        longer.last = next
        if case .addition = step { longer.addend = node.inputs.first { $0 != tail } }
        ways.append(longer)
      }
      while ways.count > 1, let way = ways.last, !Self.hasRoom(way, graph, plan) { ways.removeLast() }
      steps.append(ways[ways.count - 1])
      place += ways.count
    }
    self.steps = steps
  }

  /// Whether a kernel may write to the place of the last layer's value without overwriting anything that it still
  /// reads.
  ///
  /// What layers between the first and the last leave behind matters only to them, since nothing else runs between
  /// them.
  private static func hasRoom(_ step: Step, _ graph: Graph, _ plan: MemoryPlan) -> Bool {
    func range(_ id: Node.ID) -> Range<Int> {
      guard let start = plan.offsets[id] else { return 0..<0 }
      return start..<start + plan.batch * (graph.nodes[id].shape.elementCount ?? 0)
    }
    let target = range(step.last)
    if let addend = step.addend {
      let other = range(addend)
      guard other == target || !other.overlaps(target) else { return false }
    }
    // It may write to the place of the first layer's own value in any case.
    if plan.offsets[step.head] == plan.offsets[step.last] { return true }
    return graph.nodes[step.head].inputs.allSatisfy { !range($0).overlaps(target) }
  }
}
