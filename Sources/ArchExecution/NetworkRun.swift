import ArchAnalysis
import ArchGraph
import ArchKernels

/// One run of a network on given numbers, and the values it made.
public struct NetworkRun: Sendable {
  /// The network.
  public var graph: Graph
  /// The seed of everything that was not given.
  public var seed: UInt64
  /// The names of the inputs and weights that were made up.
  public var madeUp: (inputs: [String], weights: [String])
  /// The values that were asked for, in that order.
  public var values: [(node: Node.ID, numbers: [Float])]

  /// A layer whose kernel contradicts its rules.
  public struct Stopped: Error, Sendable {
    /// The layer.
    public var node: Node.ID
    /// What it found.
    public var fault: KernelFault
  }

  /// Why a network did not run.
  public enum Failure: Error, Sendable {
    /// It needs more memory than there is.
    case memory(Validator.OutOfMemory)
    /// A kernel contradicts the rules of its layer.
    case stopped(Stopped)
  }

  /// Runs a network.
  ///
  /// - Parameters:
  ///   - given: the numbers of inputs and weights that are not made up.
  ///   - wanted: the layers whose values are kept.
  ///   - available: the bytes that a run may take; nil where that is not known.
  public init(
    _ graph: Graph, given: GivenNumbers, wanted: [Node.ID], seed: UInt64, pool: WorkerPool,
    available: Int? = Machine.freeMemory
  ) throws(Failure) {
    self.graph = graph
    self.seed = seed
    madeUp = given.missing(in: graph)
    let plan: MemoryPlan
    do throws(Validator.OutOfMemory) {
      plan = try Validator.plan(graph, batch: 1, available: available)
    } catch {
      throw .memory(error)
    }
    let weights = WeightStore(
      graph, seed: seed, pool: pool, given: { given.weights[.init(entry: $0, index: $1)] })
    let execution = Execution(graph, plan: plan, weights: weights, pool: pool)
    execution.fillInputs(seed: seed)
    for (input, numbers) in given.inputs {
      guard let value = execution.value(of: input), value.count == numbers.count else { continue }
      _ = value.update(fromContentsOf: numbers)
    }
    // A value stands only until the last layer that needs it has run.
    let kept = Set(wanted)
    var found: [Node.ID: [Float]] = [:]
    let records = execution.run { _ in
    } didRun: { id in
      if kept.contains(id), let value = execution.value(of: id) { found[id] = Array(value) }
    }
    if let last = records.last, let fault = last.fault {
      throw .stopped(Stopped(node: last.node, fault: fault))
    }
    values = wanted.map { ($0, found[$0] ?? []) }
  }
}
