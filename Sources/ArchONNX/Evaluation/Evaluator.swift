/// Walks a model: each node becomes steps whose shapes are known.
struct Evaluator {
  /// The most rounds of all loops together.
  static let mostRounds = 4096
  /// The most nodes, and tensors of inner graphs, that loops and functions may repeat.
  static let mostRepeated = 200_000
  /// The most numbers that are kept in total, besides those of short tensors, so that files of many nodes stay small.
  static let mostNumbers = 1 << 24
  /// The deepest nesting of graphs and calls.
  static let mostNesting = 32
  /// The most axes of a tensor.
  static let mostAxes = 16

  var flat = FlatModel()
  let functions: [ONNX.Function]
  /// The plan of each function.
  let plans: [Plan]
  /// The branches that were chosen.
  let branches: [String: Bool]
  /// The function for the shape of a layer of ours.
  let layer: FlatModel.OwnLayer?
  var rounds = 0
  var repeated = 0
  private var numbers = 0

  /// The state of a walk.
  struct Frame {
    /// The value at each place, or -1 if there is none.
    var values: [Int]
    /// The prefix of names: the calls that led here.
    var prefix = ""
    /// The attributes of the call.
    var call: [String: ONNX.Attribute.Value]?
    /// The functions that led here.
    var calls: [Int] = []
    var iteration = 1
    /// How many branches and loops led here.
    var depth = 0
    var branch = FlatModel.Branch.none
    /// Whether this may be walked more than once.
    var isRepeated = false

    subscript(place: Int?) -> Int? {
      guard let place, values[place] >= 0 else { return nil }
      return values[place]
    }
  }

  init(
    _ functions: [ONNX.Function], _ plans: [Plan], _ branches: [String: Bool], _ layer: FlatModel.OwnLayer?
  ) {
    self.functions = functions
    self.plans = plans
    self.branches = branches
    self.layer = layer
  }

  /// Adds a value.
  mutating func add(
    _ name: String, _ operand: Operand, _ origin: FlatModel.Origin, isConstant: Bool
  ) -> Int {
    var known = operand.known
    if let count = known?.count, count > 16 {
      numbers += count
      if numbers > Self.mostNumbers { known = nil }
    }
    flat.values.append(
      FlatModel.Value(
        name: name, type: operand.type, shape: operand.shape, origin: origin, isConstant: isConstant,
        known: known, members: operand.members))
    return flat.values.count - 1
  }

  func operand(_ value: Int) -> Operand {
    let value = flat.values[value]
    return Operand(value.type, value.shape, value.known, members: value.members)
  }

  /// Gives a frame the tensors of its graph, unless it has them from an earlier round.
  mutating func prepare(_ plan: Plan, _ frame: inout Frame) throws(EvaluationFault) {
    for (place, tensor) in plan.initializers where frame.values[place] < 0 {
      if frame.isRepeated { repeated += 1 }
      try Self.check(tensor.dimensions) { EvaluationFault.input(tensor.name, .extents(tensor.dimensions)) }
      frame.values[place] = add(
        frame.prefix + tensor.name, Operand(tensor.type, tensor.dimensions, tensor.known),
        .initializer(tensor), isConstant: true)
    }
  }

  /// Walks a graph in a frame, whose inputs are set.
  mutating func run(_ plan: Plan, _ frame: inout Frame) throws(EvaluationFault) {
    try prepare(plan, &frame)
    for node in plan.nodes {
      if frame.isRepeated {
        repeated += max(1, (node.inputs.count + node.outputs.count) / 8)
        guard repeated <= Self.mostRepeated else {
          throw fault(.limit("steps", Self.mostRepeated), node, frame)
        }
      }
      switch node.action {
      case .rule(let rule): try apply(rule, node, &frame)
      case .function(let index): try call(index, node, &frame)
      case .branches(let one, let other): try branch(one, other, node, &frame)
      case .loop(let body): try loop(body, node, &frame)
      case .scan(let body): try scan(body, node, &frame)
      case .sequence: try sequence(node, &frame)
      }
    }
  }

  private mutating func apply(
    _ rule: Rule, _ node: PlannedNode, _ frame: inout Frame
  ) throws(EvaluationFault) {
    let inputs = node.inputs.map { frame[$0] }
    var isConstant = true
    var operands: [Operand?] = []
    operands.reserveCapacity(inputs.count)
    for input in inputs {
      guard let input else {
        operands.append(nil)
        continue
      }
      guard flat.values[input].members == nil || node.node.op == "Identity" else {
        throw fault(.form("sequences"), node, frame)
      }
      operands.append(operand(input))
      isConstant = isConstant && flat.values[input].isConstant
    }
    var use = Use(
      op: node.node.op, version: node.version, attributes: attributes(of: node, frame), inputs: operands,
      wanted: node.outputs.count)
    do throws(Misuse) {
      try rule(&use)
      guard node.outputs.dropFirst(use.outputs.count).allSatisfy({ $0 == nil }) else {
        throw .outputs(given: use.outputs.count, wanted: node.outputs.count)
      }
    } catch {
      throw fault(error, node, frame)
    }
    let step = flat.steps.count
    var outputs: [Int?] = []
    outputs.reserveCapacity(node.outputs.count)
    for (index, place) in node.outputs.enumerated() {
      guard let place else {
        outputs.append(nil)
        continue
      }
      let output = use.outputs[index]
      try Self.check(output.shape) { fault(.tooLarge(output.shape), node, frame) }
      let value = add(
        frame.prefix + node.node.outputs[index], output, .step(step, output: index),
        isConstant: isConstant && !use.isRandom || use.isConstant || output.known != nil)
      frame.values[place] = value
      outputs.append(value)
    }
    emit(node, inputs, outputs, use.attributes, frame)
  }

  /// Adds a step.
  ///
  /// - Parameter op: an operator other than the node's, which does this part of it.
  mutating func emit(
    _ node: PlannedNode, as op: String? = nil, _ inputs: [Int?], _ outputs: [Int?],
    _ attributes: [ONNX.Attribute], _ frame: Frame
  ) {
    for case let input? in inputs { flat.values[input].uses += 1 }
    flat.steps.append(
      FlatModel.Step(
        op: op ?? node.node.op, domain: Planner.domain(node.node.domain), version: node.version,
        inputs: inputs,
        outputs: outputs, attributes: attributes, name: frame.prefix + node.name,
        metadata: node.node.metadata,
        iteration: frame.iteration, depth: frame.depth, branch: frame.branch))
  }

  /// The attributes of a node, with references to those of its function's call resolved.
  func attributes(of node: PlannedNode, _ frame: Frame) -> [ONNX.Attribute] {
    guard let call = frame.call, node.node.attributes.contains(where: { !$0.reference.isEmpty }) else {
      return node.node.attributes
    }
    return node.node.attributes.compactMap { attribute in
      guard !attribute.reference.isEmpty else { return attribute }
      return call[attribute.reference].map { ONNX.Attribute(attribute.name, $0) }
    }
  }

  func fault(_ misuse: Misuse, _ node: PlannedNode, _ frame: Frame) -> EvaluationFault {
    .node(
      .init(
        name: frame.prefix + node.name, op: node.node.op,
        inputs: node.inputs.map { frame[$0].map { flat.values[$0].shape } }), misuse)
  }

  /// Refuses impossible shapes: a negative extent, too many axes, more entries than can be counted.
  ///
  /// Extents of 0 are left out of the product, so that no part of it can overflow either.
  static func check<Fault: Error>(_ shape: [Int], _ fault: () -> Fault) throws(Fault) {
    var count = 1
    for extent in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: max(extent, 1))
      guard extent >= 0, !overflow else { throw fault() }
      count = product
    }
    guard shape.count <= mostAxes else { throw fault() }
  }
}
