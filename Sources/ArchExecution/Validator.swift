import ArchAnalysis
import ArchGraph
import ArchKernels
import ArchRuntime

/// Runs networks and compares the results with the predictions.
public struct Validator {
  /// The threads to work with.
  package var pool: WorkerPool
  /// The seed of weights and inputs.
  public var seed: UInt64 = 1
  /// Whether kernels are compared with their operators' definitions.
  public var comparesDefinitions = true
  /// The receptive fields that are probed.
  package var fields = Fields.last
  /// The most arithmetic operations that definitions may take in one network.
  public var definitionBudget = 300_000
  /// The most operations of a network that are counted one by one in its definitions.
  public var countedOperations = 50_000
  /// Called with the layer that is about to run, how many there are, and the phase of the work.
  package var progress: (_ phase: Phase, _ layer: Node.ID, _ count: Int) -> Void = { _, _, _ in }

  /// A phase of the work.
  package enum Phase: Hashable, Sendable {
    /// The run in which everything is measured.
    case run
    /// The run with fused kernels.
    case fused
    /// A probe of the receptive field of the layer with this path.
    case field(String)
  }

  /// The receptive fields that are probed.
  package enum Fields: String, CaseIterable, Sendable {
    /// The field of the last layer that has positions.
    case last
    /// The fields of all layers that have positions.
    case all
    /// None.
    case none
  }

  /// A validator with the usual settings.
  package init(pool: WorkerPool) { self.pool = pool }

  /// A validator that uses a number of processors.
  public init(threads: Int) { self.init(pool: WorkerPool(threads: threads)) }

  /// Runs a network and compares, within the free memory.
  ///
  /// - Parameter resized: the same network for an input of other spatial extents, or `nil` if there is none.
  /// - Throws: ``RunRefusal``, for want of memory before anything is allocated.
  public func validate(
    _ analysis: Analysis, resized: ([Int]) -> Graph? = { _ in nil }
  ) throws(RunRefusal) -> Validation {
    try validate(analysis, available: Machine.freeMemory, resized: resized)
  }

  /// Runs a network and compares.
  ///
  /// - Parameters:
  ///   - resized: the same network for an input of other spatial extents, or `nil` if there is none.
  ///   - available: the bytes that a run may take, or `nil` if that is not known.
  /// - Throws: ``RunRefusal``, for want of memory before anything is allocated.
  public func validate(
    _ analysis: Analysis, available: Int?, resized: ([Int]) -> Graph? = { _ in nil }
  ) throws(RunRefusal) -> Validation {
    let graph = analysis.graph
    let (plan, memory) = try Self.plan(
      graph, batch: analysis.batch, available: available, threads: pool.threads,
      others: Self.compared(graph, batch: analysis.batch, definitions: comparesDefinitions))
    return try validate(analysis, plan, available: available.map { $0 - Int(memory.total) }, resized: resized)
  }

  /// The same with a given plan.
  ///
  /// - Parameter available: the bytes that further runs may take.
  package func validate(
    _ analysis: Analysis, _ plan: MemoryPlan, available: Int? = nil, resized: ([Int]) -> Graph? = { _ in nil }
  ) throws(RunRefusal) -> Validation {
    let graph = analysis.graph
    let weights = try WeightStore(graph, seed: seed, pool: pool)
    let execution = try Execution(graph, plan: plan, weights: weights, pool: pool)
    let inputs = Execution.madeUpInputs(graph, batch: plan.batch, seed: seed)
    execution.setInputs(inputs)

    var result = Validation(analysis: analysis)
    result.plannedExtent = plan.extent
    result.threads = pool.threads
    result.instructionSet = Tiles.best.name
    result.seed = seed
    var checks = DefinitionChecks(graph: graph, budget: comparesDefinitions ? definitionBudget : 0)
    var seals = Seals(graph, inputs: inputs, pool: pool)
    var values: [Node.ID: Values] = [:]
    var infinities = Infinities(
      graph: graph, plan: plan, weights: graph.numbers == nil ? [] : weights.notFinite)
    let records = execution.run { id in
      progress(.run, id, graph.nodes.count)
      values[id] = Values(overwritten: seals.broken(before: id, execution))
      if comparesDefinitions { checks.prepare(id, execution) }
    } didRun: { id in
      seals.seal(id, execution)
      guard let value = execution.value(of: id), let start = value.baseAddress else { return }
      let piece = 1 << 16
      let notFinite = pool.sum(of: (value.count + piece - 1) / piece, least: 1) { range in
        let first = range.lowerBound * piece
        return Loops.notFinite(min(value.count, range.upperBound * piece) - first, start + first)
      }
      // Values computed from given infinities, as in masks, may be infinite.
      if notFinite > 0, infinities.areMet(by: id) {
        infinities.values.insert(id)
      } else {
        values[id]?.notFinite = notFinite
      }
      values[id]?.sumError = Self.sumError(graph.nodes[id], start, batch: plan.batch)
      if comparesDefinitions { checks.compare(id, execution, weights) }
    }
    if let last = records.last, let fault = last.fault, fault.isRefusal {
      throw .layer(last.node, fault)
    }
    let counts = comparesDefinitions ? DefinitionCounts(analysis, most: countedOperations) : nil
    result.countsSkipped = counts.map(\.skipped) ?? .leftOut
    result.layers = records.map { record in
      var layer = Validation.Layer(node: record.node)
      let node = graph.nodes[record.node]
      layer.fault = record.fault
      let parameters = node.weights.map { graph.weights[$0].parameters } ?? []
      layer.weights = (record.weightElements, parameters.reduce(0) { $0 + ($1.shape.elementCount ?? 0) })
      layer.work = record.work
      layer.workSkipped =
        analysis.layers[record.node].unknownWork
        ?? (record.isDefinition ? "its definition ran, which does not count anything" : nil)
      layer.counted = counts?.layers[record.node]
      let own = values[record.node]
      layer.overwritten = own?.overwritten
      layer.notFinite = own?.notFinite ?? 0
      layer.sumError = own?.sumError
      layer.definition = checks.results[record.node]
      return layer
    }
    result.layers += Self.tensors(of: graph, plan, weights, readBy: records.map(\.node))
    result.layers.sort { $0.node < $1.node }
    if let last = records.last, last.fault != nil { result.stoppedAt = last.node }
    if result.stoppedAt == nil {
      result.overwrittenOutputs = graph.outputs.map(\.node).filter { !seals.holds($0, execution) }
      result.highWater = execution.highWater
      result.fused = compareFused(execution, inputs)
    }
    if fields != .none, result.stoppedAt == nil {
      let prober = FieldProber(pool: pool, seed: seed, available: available) { progress(.field($0), $1, $2) }
      (result.fields, result.fieldsSkipped) = prober.probe(analysis, all: fields == .all, resized: resized)
    }
    return result
  }

  /// The layers whose value is a tensor of weights: they have no kernel to run, and are measured when another layer
  /// reads them.
  private static func tensors(
    of graph: Graph, _ plan: MemoryPlan, _ weights: WeightStore, readBy readers: [Node.ID]
  ) -> [Validation.Layer] {
    var read: Set<Node.ID> = []
    for reader in readers { read.formUnion(graph.nodes[reader].inputs.compactMap { plan.weightsOf[$0] }) }
    return graph.nodes.indices.filter { plan.weightsOf[$0] == $0 }.map { id in
      var layer = Validation.Layer(node: id)
      let predicted = graph.nodes[id].form.parameters.reduce(0) { $0 + ($1.shape.elementCount ?? 0) }
      let found = weights.tensors(of: graph.nodes[id].weights).reduce(0) { $0 + ($1.shape.elementCount ?? 0) }
      layer.weights = (read.contains(id) ? found : predicted, predicted)
      return layer
    }
  }

  /// Where numbers are not finite because given numbers are not.
  private struct Infinities {
    let graph: Graph
    let plan: MemoryPlan
    /// The entries of weights that have such numbers.
    let weights: Set<Int>
    /// The layers whose values have some.
    var values: Set<Node.ID> = []

    /// Whether a layer takes some.
    func areMet(by id: Node.ID) -> Bool {
      let owners = [id] + graph.nodes[id].inputs.compactMap { plan.weightsOf[$0] }
      return owners.contains { graph.nodes[$0].weights.map(weights.contains) ?? false }
        || graph.nodes[id].inputs.contains(where: values.contains)
    }
  }

  /// The measurements of a layer's values.
  private struct Values {
    var overwritten: Node.ID?
    var notFinite = 0
    var sumError: Float?
  }

  /// Runs again with kernels that take over what they can of the layers that follow, and compares the outputs.
  ///
  /// They do the same arithmetic in the same order, so the numbers must be the same.
  private func compareFused(_ execution: Execution, _ inputs: [[Float]]) -> Validation.Fused? {
    let outputs = execution.outputs
    execution.fuse()
    guard execution.fusedCount > 0 else { return nil }
    execution.setInputs(inputs)
    let count = execution.graph.nodes.count
    let isWhole = execution.run(willRun: { progress(.fused, $0, count) }).last?.fault == nil
    let different = zip(outputs, execution.outputs).reduce(0) { sum, pair in
      sum + zip(pair.0, pair.1).count { !isWhole || !($0 == $1 || $0.isNaN && $1.isNaN) }
    }
    return Validation.Fused(
      layers: execution.fusedCount, numbers: outputs.reduce(0) { $0 + $1.count }, different: different)
  }

  /// The bytes of what is compared with the run: the inputs and weights of a layer, its definition's output, and all
  /// outputs twice.
  private static func compared(_ graph: Graph, batch: Int, definitions: Bool) -> Double {
    let outputs = graph.outputs.reduce(0) { $0 + 2 * graph.nodes[$1.node].shape.bytes(batch) }
    guard definitions else { return outputs }
    return outputs
      + graph.forms.reduce(0) { most, form in
        let parameters = form.parameters.reduce(0) { $0 + $1.shape.bytes() }
        return max(most, form.inputShapes.reduce(form.shape.bytes() + parameters) { $0 + $1.bytes() })
      }
  }

  /// The plan of a run that fits into memory, and what the run takes.
  ///
  /// - Parameters:
  ///   - targets: the layers whose values are wanted; all unless given.
  ///   - others: the bytes that are kept beside the run.
  static func plan(
    _ graph: Graph, batch: Int, targets: [Node.ID]? = nil, available: Int?, threads: Int, others: Double = 0
  ) throws(RunRefusal) -> (plan: MemoryPlan, memory: RunMemory) {
    guard let plan = try? MemoryPlan(graph, batch: batch, targets: targets) else { throw .tooLarge }
    var used = Set<Int>()
    for (id, node) in graph.nodes.enumerated() where plan.computes(id) {
      if let weights = node.weights { used.insert(weights) }
    }
    let memory = RunMemory(graph, plan: plan, threads: threads, others: others) { used.contains($0) }
    let limit = available ?? Int.max / 2
    guard memory.total <= Double(limit) else { throw .memory(memory, available: limit) }
    return (plan, memory)
  }

  /// How far sums that should be 1 are from it, or `nil` for layers without such sums.
  private static func sumError(_ node: Node, _ start: UnsafePointer<Float>, batch: Int) -> Float? {
    guard let place = node.op.traits.axisOfOnes(rank: node.shape.rank) else { return nil }
    let shape = node.shape
    let length = shape[place]
    let inner = shape.dimensions[(place + 1)...].reduce(1, *)
    let outer = batch * shape.dimensions[..<place].reduce(1, *)
    var largest: Float = 0
    for block in 0..<outer {
      for offset in 0..<inner {
        var sum: Float = 0
        for index in 0..<length { sum += start[(block * length + index) * inner + offset] }
        largest = Float.maximum(largest, abs(sum - 1))
      }
    }
    return largest
  }
}
