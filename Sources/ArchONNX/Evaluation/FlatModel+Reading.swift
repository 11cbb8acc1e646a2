extension FlatModel {
  /// The shape that a layer of ours gives, from the attributes and inputs of its call, or `nil` if it is not one.
  package typealias OwnLayer = (_ attributes: [ONNX.Attribute], _ inputs: [OwnInput]) -> [Int]?

  /// An input of a layer of ours.
  package struct OwnInput {
    /// Its extents.
    package var shape: [Int]
    /// Whether it is a tensor of the file.
    package var isStored: Bool
  }

  /// Finds every shape of a model.
  ///
  /// - Parameters:
  ///   - symbols: extents for the symbols of its inputs; a missing one that means the batch is 1.
  ///   - branches: which branch is taken of `If`s whose condition only a run knows, by name: the first if true, which
  ///     is also taken of all others.
  ///   - layer: the shape of a layer of ours, represented by a function of ``ONNX/ownDomain``, or `nil` if it must be
  ///     found by walking the function.
  package init(
    _ model: ONNX.Model, symbols: [String: Int] = [:], branches: [String: Bool] = [:], layer: OwnLayer? = nil
  ) throws(EvaluationFault) {
    let given = Self.givenInputs(model.graph)
    var planner = Planner(model)
    let plan = try planner.plan(model.graph, inputs: given)
    var plans: [Plan] = []
    for function in model.functions { plans.append(try planner.plan(function)) }
    guard planner.unknown.isEmpty else {
      throw .unknownOperators(
        planner.unknown.sorted { ($1.count, $0.domain, $0.op) < ($0.count, $1.domain, $1.op) })
    }
    var evaluator = Evaluator(model.functions, plans, branches, layer)
    evaluator.flat.values.reserveCapacity(plan.names.count)
    evaluator.flat.steps.reserveCapacity(plan.nodes.count)
    let shapes = try evaluator.flat.bind(given, symbols)
    var frame = Evaluator.Frame(values: Array(repeating: -1, count: plan.names.count))
    for ((input, shape), place) in zip(zip(given, shapes), plan.inputs) {
      let value = evaluator.add(input.name, Operand(input.type, shape), .input, isConstant: false)
      frame.values[place] = value
      evaluator.flat.inputs.append(value)
    }
    try evaluator.run(plan, &frame)
    for (output, place) in zip(model.graph.outputs, plan.outputs) {
      guard let value = frame[place] else { throw .missingOutput(output.name) }
      evaluator.flat.outputs.append((output.name, value))
    }
    self = evaluator.flat
  }

  /// The inputs that a run provides: in old files initialisers are listed among them.
  private static func givenInputs(_ graph: ONNX.Graph) -> [ONNX.ValueInfo] {
    let initializers = Set(graph.initializers.map(\.name))
    return graph.inputs.filter { !initializers.contains($0.name) }
  }

  /// The shapes of the inputs.
  fileprivate mutating func bind(
    _ inputs: [ONNX.ValueInfo], _ symbols: [String: Int]
  ) throws(EvaluationFault) -> [[Int]] {
    var open: [EvaluationFault.OpenAxis] = []
    var batch: Set<String> = []
    for input in inputs {
      if case .symbol(let symbol) = input.dimensions?.first, symbols[symbol] == nil { batch.insert(symbol) }
      for case .symbol(let symbol) in input.dimensions ?? []
      where symbols[symbol] == nil && Self.saysBatch(symbol) {
        batch.insert(symbol)
      }
    }
    // A symbol that also occurs on other axes than the first is not the batch, unless its name says so.
    for input in inputs {
      for case .symbol(let symbol) in (input.dimensions ?? []).dropFirst() where !Self.saysBatch(symbol) {
        batch.remove(symbol)
      }
    }
    var shapes: [[Int]] = []
    for input in inputs {
      guard input.isTensor else { throw .input(input.name, .notTensor) }
      guard let dimensions = input.dimensions else { throw .input(input.name, .noShape) }
      var shape: [Int] = []
      for (axis, dimension) in dimensions.enumerated() {
        switch dimension {
        case .value(let extent) where extent != -1: shape.append(extent)
        case .symbol(let symbol):
          if let extent = symbols[symbol] {
            shape.append(extent)
          } else {
            if !batch.contains(symbol) { open.append(.init(symbol: symbol, input: input.name, axis: axis)) }
            shape.append(1)
          }
        // Some exporters write -1 for extents that they leave open.
        case .unknown, .value:
          if axis > 0 {
            open.append(.init(symbol: nil, input: input.name, axis: axis))
          } else {
            batch.insert("")
          }
          shape.append(1)
        }
      }
      try Evaluator.check(shape) { EvaluationFault.input(input.name, .extents(shape)) }
      shapes.append(shape)
    }
    guard open.isEmpty else { throw .unboundSymbols(open) }
    batchSymbols = batch
    return shapes
  }

  /// Whether the name of a symbol says that it is the batch.
  package static func saysBatch(_ symbol: String) -> Bool {
    let name = symbol.lowercased()
    return ["n", "b", "bs"].contains(name) || name.hasPrefix("batch")
  }
}
