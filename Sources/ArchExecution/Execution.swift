import ArchAnalysis
import ArchGraph
import ArchKernels
import ArchRuntime

/// Runs a network, layer by layer, in memory laid out by its plan.
package final class Execution {
  /// The network.
  package let graph: Graph
  /// Where every value is.
  package let plan: MemoryPlan
  private let weights: WeightStore
  private let pool: WorkerPool
  private let arena: UnsafeMutablePointer<Float>
  /// What kernels keep from one run to the next, if networks are run more than once.
  private var kept: [Node.ID: KeptPreparation] = [:]
  /// Whether kernels keep what they compute from the weights.
  package var keepsPreparations = false
  private var schedule: FusedSchedule?
  /// Tensors of weights that are values, repeated for each example if there are several.
  private var repeated: [Node.ID: UnsafeMutablePointer<Float>] = [:]

  /// What one layer did when it ran.
  package struct Record: Sendable {
    /// The layer.
    package var node: Node.ID
    /// What its loops counted.
    package var work = WorkVector()
    /// The elements of the weights that it requested.
    package var weightElements = 0
    /// Whether its definition ran as its kernel, without counting anything.
    package var isDefinition = false
    /// What contradicts the rules, if anything does.
    package var fault: KernelFault?
  }

  /// The contents of untouched memory: NaN, with a pattern that no arithmetic produces.
  private static let untouched = Float(bitPattern: 0x7FED_CBA9)

  /// Makes room for a run.
  ///
  /// - Throws: ``RunRefusal/allocation(bytes:)`` if there is none.
  package init(
    _ graph: Graph, plan: MemoryPlan, weights: WeightStore, pool: WorkerPool
  ) throws(RunRefusal) {
    guard let memory = LargeMemory.allocateIfPossible(plan.extent + Self.margin) else {
      throw .allocation(bytes: 4 * plan.extent)
    }
    self.graph = graph
    self.plan = plan
    self.weights = weights
    self.pool = pool
    arena = memory
    let arena = arena
    pool.forEachPiece(of: plan.extent + Self.margin, least: 1 << 18) { piece in
      (arena + piece.lowerBound).update(repeating: Self.untouched, count: piece.count)
    }
  }

  deinit {
    LargeMemory.free(arena)
    for memory in repeated.values { memory.deallocate() }
  }

  /// Memory after the planned block, which nothing may touch.
  private static let margin = 1024

  /// The current value of a layer in memory.
  package func value(of node: Node.ID) -> UnsafeMutableBufferPointer<Float>? {
    let count = plan.batch * (graph.nodes[node].shape.elementCount ?? 0)
    if plan.weightsOf[node] != nil {
      return UnsafeMutableBufferPointer(
        start: UnsafeMutablePointer(mutating: pointer(to: node)), count: count)
    }
    guard let offset = plan.offsets[node] else { return nil }
    return UnsafeMutableBufferPointer(start: arena + offset, count: count)
  }

  /// Where a value is, `[batch, …]`: in the block, or among the weights, which all examples share.
  private func pointer(to node: Node.ID) -> UnsafePointer<Float> {
    guard let owner = plan.weightsOf[node] else { return UnsafePointer(arena + (plan.offsets[node] ?? 0)) }
    if let known = repeated[owner] { return UnsafePointer(known) }
    let tensor = weights.tensors(of: graph.nodes[owner].weights)[0]
    guard plan.batch > 1 else { return tensor.memory }
    let count = tensor.shape.elementCount ?? 0
    let memory = UnsafeMutablePointer<Float>.allocate(capacity: max(1, plan.batch * count))
    for example in 0..<plan.batch { (memory + example * count).initialize(from: tensor.memory, count: count) }
    repeated[owner] = memory
    return UnsafePointer(memory)
  }

  /// The current numbers of each output of the network.
  package var outputs: [[Float]] {
    graph.outputs.map { value(of: $0.node).map { Array($0) } ?? [] }
  }

  /// How far the block has been written, in elements: the highest place that no longer has its initial contents.
  package var highWater: Int {
    var place = plan.extent + Self.margin
    while place > 0, arena[place - 1].bitPattern == Self.untouched.bitPattern { place -= 1 }
    return place
  }

  /// Numbers for all inputs, `[batch, …]` each: uniform between -1 and 1, or between 0.5 and 1.5 if a layer needs
  /// numbers above zero; tokens from the beginning of the vocabulary.
  ///
  /// They are in separate memory, so that a run can be compared with its inputs.
  package static func madeUpInputs(_ graph: Graph, batch: Int, seed: UInt64) -> [[Float]] {
    let positive = graph.positiveInputs
    return graph.inputs.enumerated().map { index, input in
      let shape = graph.nodes[input].shape
      let isPositive = positive.contains(input)
      let count = batch * (shape.elementCount ?? 0)
      return [Float](unsafeUninitializedCapacity: count) { numbers, initialized in
        guard let start = numbers.baseAddress else { return }
        Loops.uniform(
          count, seed: seed &+ UInt64(index) &* 0xA24B_AED4_963E_E407, centre: isPositive ? 1 : 0,
          radius: isPositive ? 0.5 : 1, start)
        initialized = count
        guard shape.element == .token else { return }
        let tokens = min(Self.tokens, graph.vocabulary(of: input) ?? Self.tokens)
        for place in 0..<count { start[place] = Float(Int(abs(start[place]) * 1000) % tokens) }
      }
    }
  }

  /// Sets the inputs to numbers, `[batch, …]` each, in the order of the graph's inputs.
  package func setInputs(_ numbers: [[Float]]) {
    for (input, numbers) in zip(graph.inputs, numbers) {
      guard let value = value(of: input), value.count == numbers.count else { continue }
      _ = value.update(fromContentsOf: numbers)
    }
  }

  /// Sets the inputs to made-up numbers, see ``madeUpInputs(_:batch:seed:)``.
  package func fillInputs(seed: UInt64) {
    setInputs(Self.madeUpInputs(graph, batch: plan.batch, seed: seed))
  }

  /// Inputs are filled with tokens below this that the network knows.
  private static let tokens = 64

  /// Lets kernels take over the work of layers that follow them, if they can: batch norms, sums and activations.
  ///
  /// Layers that are taken over do not run separately: their work is not counted, and their predecessors' values are
  /// not computed.
  ///
  /// - Parameter wanted: layers whose own values are needed nevertheless.
  package func fuse(wanted: Set<Node.ID> = []) {
    schedule = FusedSchedule(graph, plan: plan, weights: weights, wanted: wanted)
    kept = [:]
  }

  /// How many layers are taken over by the kernels of others.
  package var fusedCount: Int {
    guard let schedule else { return 0 }
    return plan.offsets.count { $0 != nil } - schedule.steps.count
  }

  /// Runs all layers that the plan has.
  ///
  /// - Parameters:
  ///   - willRun: called before each layer with its index.
  ///   - didRun: called after each layer, while its value is in memory.
  /// - Returns: what each layer did; a layer with a fault is the last.
  @discardableResult
  package func run(
    willRun: (Node.ID) -> Void = { _ in }, didRun: (Node.ID) -> Void = { _ in }
  ) -> [Record] {
    var records: [Record] = []
    records.reserveCapacity(graph.nodes.count)
    func run(_ step: FusedSchedule.Step) -> Bool {
      if graph.nodes[step.head].isInput {
        didRun(step.head)
        return true
      }
      willRun(step.head)
      var record = Record(node: step.head)
      do throws(KernelFault) {
        try self.run(step, &record)
      } catch {
        record.fault = error
        records.append(record)
        return false
      }
      records.append(record)
      didRun(step.last)
      return true
    }
    if let schedule {
      for step in schedule.steps { guard run(step) else { break } }
    } else {
      for id in graph.nodes.indices where plan.offsets[id] != nil {
        guard run(FusedSchedule.Step(head: id, last: id)) else { break }
      }
    }
    return records
  }

  private func run(_ step: FusedSchedule.Step, _ record: inout Record) throws(KernelFault) {
    guard let offset = plan.offsets[step.last] else { return }
    let (arena, node) = (arena, graph.nodes[step.head])
    var own: KeptPreparation?
    if keepsPreparations {
      own = kept[step.head] ?? KeptPreparation()
      kept[step.head] = own
    }
    var run = KernelRun(
      inputs: node.inputs.map { (pointer(to: $0), graph.nodes[$0].shape) },
      weights: weights.tensors(of: node.weights), target: arena + offset, predicted: node.shape,
      batch: plan.batch, pool: pool, kept: own, steps: step.steps,
      addend: step.addend.map { pointer(to: $0) })
    if let op = node.op as? any Runnable {
      try op.execute(&run)
    } else {
      try run.define(node.op)
    }
    record.work = run.work
    record.weightElements = run.weightElements
    record.isDefinition = run.isDefinition
  }
}
