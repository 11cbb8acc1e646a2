import ArchAnalysis
import ArchGraph
import ArchKernels

/// Runs networks and compares what happens with what was predicted.
public struct Validator {
  /// The threads to work with.
  public var pool: WorkerPool
  /// The seed of weights and inputs.
  public var seed: UInt64 = 1
  /// Whether kernels are compared with their operators' definitions.
  public var comparesDefinitions = true
  /// Which receptive fields are probed.
  public var fields = Fields.last
  /// The most arithmetic operations that definitions may take in one network.
  public var definitionBudget = 300_000
  /// The most operations of a network that are counted one by one in its definitions.
  public var countedOperations = 50_000
  /// Told which layer is about to run, of how many, and in which part of the work.
  public var progress: (_ part: Part, _ layer: Node.ID, _ count: Int) -> Void = { _, _, _ in }

  /// A part of the work.
  public enum Part: Hashable, Sendable {
    /// The run in which everything is measured.
    case run
    /// The run with fused kernels.
    case fused
    /// A probe of the receptive field of the layer with this path.
    case field(String)
  }

  /// Which receptive fields are probed.
  public enum Fields: String, CaseIterable, Sendable {
    /// That of the last layer that has positions.
    case last
    /// Those of all layers that have positions.
    case all
    /// None.
    case none
  }

  /// More memory is needed than the machine has.
  public struct OutOfMemory: Error, Sendable {
    /// The bytes for the values of layers.
    public var values: Int
    /// The bytes for weights.
    public var weights: Int
    /// The bytes that can be had.
    public var available: Int
  }

  /// A validator with the usual settings.
  public init(pool: WorkerPool) { self.pool = pool }

  /// Runs a network and compares.
  ///
  /// - Parameters:
  ///   - resized: the same network for an input of other spatial extents; nil where there is none.
  ///   - available: the bytes that a run may take; nil where that is not known.
  /// - Throws: ``OutOfMemory`` before anything is allocated.
  public func validate(
    _ analysis: Analysis, available: Int? = Machine.freeMemory, resized: ([Int]) -> Graph? = { _ in nil }
  ) throws(OutOfMemory) -> Validation {
    let graph = analysis.graph
    let plan = try Self.plan(graph, batch: analysis.batch, available: available)
    let weights = WeightStore(graph, seed: seed, pool: pool)
    let execution = Execution(graph, plan: plan, weights: weights, pool: pool)
    execution.fillInputs(seed: seed)

    var result = Validation(analysis: analysis)
    result.plannedExtent = plan.extent
    result.threads = pool.threads
    result.instructionSet = Tiles.best.name
    result.seed = seed
    var checks = DefinitionChecks(graph: graph, budget: comparesDefinitions ? definitionBudget : 0)
    var values: [Node.ID: (notFinite: Int, sumError: Float?)] = [:]
    let records = execution.run { id in
      progress(.run, id, graph.nodes.count)
      if comparesDefinitions { checks.prepare(id, execution) }
    } didRun: { id in
      guard let value = execution.value(of: id), let start = value.baseAddress else { return }
      let piece = 1 << 16
      let notFinite = pool.sum(of: (value.count + piece - 1) / piece, least: 1) { range in
        let first = range.lowerBound * piece
        return Loops.notFinite(min(value.count, range.upperBound * piece) - first, start + first)
      }
      values[id] = (notFinite, Self.sumError(graph.nodes[id], start, batch: plan.batch))
      if comparesDefinitions { checks.compare(id, execution, weights) }
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
      layer.workSkipped = analysis.layers[record.node].unknownWork
      layer.counted = counts?.layers[record.node]
      layer.notFinite = values[record.node]?.notFinite ?? 0
      layer.sumError = values[record.node]?.sumError
      layer.definition = checks.results[record.node]
      return layer
    }
    if let last = records.last, last.fault != nil { result.stoppedAt = last.node }
    if result.stoppedAt == nil {
      result.highWater = execution.highWater
      result.fused = compareFused(execution)
    }
    if fields != .none, result.stoppedAt == nil {
      let prober = FieldProber(pool: pool, seed: seed, available: available) { progress(.field($0), $1, $2) }
      (result.fields, result.fieldsSkipped) = prober.probe(analysis, all: fields == .all, resized: resized)
    }
    return result
  }

  /// Runs once more with kernels that take over what they can of the layers that follow, and compares the outputs.
  ///
  /// They do the same arithmetic in the same order, so that the same numbers come out.
  private func compareFused(_ execution: Execution) -> Validation.Fused? {
    let outputs = execution.outputs
    execution.fuse()
    guard execution.fusedCount > 0 else { return nil }
    execution.fillInputs(seed: seed)
    let count = execution.graph.nodes.count
    let isWhole = execution.run(willRun: { progress(.fused, $0, count) }).last?.fault == nil
    let different = zip(outputs, execution.outputs).reduce(0) { sum, pair in
      sum + zip(pair.0, pair.1).count { !isWhole || !($0 == $1 || $0.isNaN && $1.isNaN) }
    }
    return Validation.Fused(
      layers: execution.fusedCount, numbers: outputs.reduce(0) { $0 + $1.count }, different: different)
  }

  /// The plan of a run that fits into memory.
  static func plan(
    _ graph: Graph, batch: Int, targets: [Node.ID]? = nil, available: Int?
  ) throws(OutOfMemory) -> MemoryPlan {
    let needed = graph.weights.reduce(CheckedInteger(0)) { sum, weights in
      weights.parameters.reduce(sum) { $0 + CheckedInteger($1.shape.elementCount) }
    }
    let weights = (needed * CheckedInteger(4)).value ?? Int.max
    guard let plan = try? MemoryPlan(graph, batch: batch, targets: targets) else {
      throw OutOfMemory(values: Int.max, weights: weights, available: available ?? Int.max)
    }
    let values = (CheckedInteger(plan.extent) * CheckedInteger(4)).value ?? Int.max
    // Kernels lay out weights and inputs anew: the largest of each once more.
    let largest = graph.nodes.map { $0.shape.elementCount ?? 0 }.max() ?? 0
    let most = graph.weights.flatMap(\.parameters).map { $0.shape.elementCount ?? 0 }.max() ?? 0
    let total =
      (CheckedInteger(values) + CheckedInteger(weights) + CheckedInteger(largest) * CheckedInteger(8)
      + CheckedInteger(most) * CheckedInteger(4)).value ?? Int.max
    let limit = available ?? Int.max / 2
    guard total <= limit else { throw OutOfMemory(values: values, weights: weights, available: limit) }
    return plan
  }

  /// How far the sums of a softmax are from 1; nil for other layers.
  private static func sumError(_ node: Node, _ start: UnsafePointer<Float>, batch: Int) -> Float? {
    guard node.op.name == "softmax", case .integer(let axis)? = node.op.arguments.first ?? .integer(-1) else {
      return nil
    }
    let shape = node.shape
    let place = axis < 0 ? axis + shape.rank : axis
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
