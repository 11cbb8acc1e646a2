import ArchAnalysis
import ArchGraph
import ArchKernels
import ArchRuntime

/// A run of a network on given numbers, and the values it computed.
package struct GivenRun: Sendable {
  /// The network.
  package var graph: Graph
  /// The seed of everything that was not given.
  package var seed: UInt64
  /// The names of the inputs and weights that were made up.
  package var madeUp: (inputs: [String], weights: [String])
  /// The requested values, in order.
  package var values: [(node: Node.ID, numbers: [Float])]

  /// Why a network did not run.
  package enum Failure: Error, Sendable {
    /// It cannot be run here.
    case refusal(RunRefusal)
    /// A kernel contradicts the rules of its layer.
    case stopped(Node.ID, KernelFault)
  }

  /// The most bytes that a number takes while it is shown: the number, its text, and its share of the complete text.
  private static let shownBytes = 96.0

  /// Runs a network.
  ///
  /// - Parameters:
  ///   - given: the numbers of inputs and weights that are not made up.
  ///   - wanted: the layers whose values are kept.
  ///   - available: the bytes that a run may take, or `nil` if that is not known.
  package init(
    _ graph: Graph, given: GivenNumbers, wanted: [Node.ID], seed: UInt64, pool: WorkerPool,
    available: Int? = Machine.freeMemory
  ) throws(Failure) {
    self.graph = graph
    self.seed = seed
    madeUp = given.missing(in: graph)
    let shown = wanted.reduce(0) { $0 + graph.nodes[$1].shape.bytes() / 4 * Self.shownBytes }
    let execution: Execution
    do throws(RunRefusal) {
      let plan = try Validator.plan(
        graph, batch: 1, available: available, threads: pool.threads, others: shown
      ).plan
      let weights = try WeightStore(graph, seed: seed, pool: pool, given: given.weights)
      execution = try Execution(graph, plan: plan, weights: weights, pool: pool)
    } catch {
      throw .refusal(error)
    }
    var inputs = Execution.madeUpInputs(graph, batch: 1, seed: seed)
    for (index, input) in graph.inputs.enumerated() {
      if let numbers = given.inputs[input] { inputs[index] = numbers }
    }
    execution.setInputs(inputs)
    // A value exists only until the last layer that needs it has run.
    let kept = Set(wanted)
    var found: [Node.ID: [Float]] = [:]
    let records = execution.run { _ in
    } didRun: { id in
      if kept.contains(id), let value = execution.value(of: id) { found[id] = Array(value) }
    }
    if let last = records.last, let fault = last.fault {
      if fault.isRefusal { throw .refusal(.layer(last.node, fault)) }
      throw .stopped(last.node, fault)
    }
    values = wanted.map { ($0, found[$0] ?? []) }
  }
}
