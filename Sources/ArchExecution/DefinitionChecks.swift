import ArchGraph
import ArchRuntime

/// Compares kernels with the definitions of their operators, at a few places of each kind of layer.
struct DefinitionChecks {
  let graph: Graph
  /// How many arithmetic operations definitions may still take.
  var budget: Int
  private(set) var results: [Node.ID: Validation.Definition] = [:]
  /// The forms that have been compared, or skipped.
  private var seen: [Bool]
  /// The inputs of the layer that runs, as they were before it.
  private var inputs: [Tensor<Float>] = []
  private var isWanted = false

  /// The places of one output that are compared.
  private static let samples = 6

  init(graph: Graph, budget: Int) {
    self.graph = graph
    self.budget = budget
    seen = Array(repeating: false, count: graph.forms.count)
  }

  /// Keeps the inputs of a layer that will be compared: its kernel may overwrite them.
  mutating func prepare(_ id: Node.ID, _ execution: Execution) {
    isWanted = false
    let node = graph.nodes[id]
    guard !seen[node.form.index] else { return }
    seen[node.form.index] = true
    guard node.op is any Runnable else {
      results[id] = .skipped("it has no kernel: its definition ran")
      return
    }
    let work = node.op.work(from: node.inputShapes, to: node.shape)
    guard work.unknown == nil, let vector = try? work.vector() else {
      results[id] = .skipped("its work is not known")
      return
    }
    let count = node.shape.elementCount ?? 1
    let arithmetic = vector.operations
    // `arithmetic` may be as large as an `Int` can be.
    let cost =
      node.op.traits.isDefinedByElement
      ? (CheckedInteger(arithmetic / max(1, count)) + CheckedInteger(1)) * CheckedInteger(Self.samples)
      : CheckedInteger(arithmetic) + CheckedInteger(count)
    guard let cost = cost.value, cost <= budget else {
      results[id] = .skipped("its definition would take more than \(budget) operations")
      return
    }
    budget -= cost
    isWanted = true
    inputs = node.inputs.compactMap { input in
      guard let value = execution.value(of: input) else { return nil }
      let size = graph.nodes[input].shape.elementCount ?? 0
      return Tensor(graph.nodes[input].shape, Array(value.prefix(size)))
    }
  }

  /// Compares the layer that has run.
  mutating func compare(_ id: Node.ID, _ execution: Execution, _ weights: WeightStore) {
    guard isWanted else { return }
    isWanted = false
    let node = graph.nodes[id]
    guard let value = execution.value(of: id) else { return }
    let count = node.shape.elementCount ?? 0
    // Places spread over the whole output, the first and the last among them.
    let places =
      count <= Self.samples
      ? Array(0..<count) : (0..<Self.samples).map { $0 * (count - 1) / (Self.samples - 1) }
    let tensors = weights.tensors(of: node.weights).map { weight in
      Tensor(
        weight.shape,
        Array(UnsafeBufferPointer(start: weight.memory, count: weight.shape.elementCount ?? 0)))
    }
    let defined = Sample(of: node.shape, at: places).run {
      Self.define(node.op, inputs, tensors, output: node.shape)
    }
    guard defined.count == count else {
      results[id] = .compared(places: 0, difference: .infinity, bound: 0)
      return
    }
    let difference = places.reduce(Float(0)) { largest, place in
      let distance = abs(value[place] - defined[place].value)
      return distance.isNaN ? .infinity : Swift.max(largest, distance)
    }
    let size = places.reduce(Float(1)) { Swift.max($0, abs(defined[$1].value)) }
    let error = places.reduce(Float(0)) { Swift.max($0, defined[$1].error) }
    results[id] = .compared(
      places: places.count, difference: difference,
      // Each of them has its own error.
      bound: Self.bound(node, size: size) + (error.isFinite ? 2 * error : 0))
    inputs = []
  }

  /// How far sums of so many terms may differ when they are added up in another order: `2^-23*(terms + 16)*size`.
  private static func bound(_ node: Node, size: Float) -> Float {
    let vector = (try? node.op.work(from: node.inputShapes, to: node.shape).vector()) ?? WorkVector()
    let arithmetic = vector.operations
    let terms =
      arithmetic / max(1, node.shape.elementCount ?? 1) + (node.inputShapes.flatMap(\.dimensions).max() ?? 1)
    return 0x1p-23 * Float(terms + 16) * size
  }

  private static func define<O: Operator>(
    _ op: O, _ inputs: [Tensor<Float>], _ weights: [Tensor<Float>], output: Shape
  ) -> [Rounded] {
    func exact(_ tensors: [Tensor<Float>]) -> [Tensor<Rounded>] {
      tensors.map { Tensor($0.shape, $0.values.map { Rounded($0) }) }
    }
    return op.define(exact(inputs), exact(weights), output: output).values
  }
}
