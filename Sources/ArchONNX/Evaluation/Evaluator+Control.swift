// Functions and branches: the nodes inside become steps of the model.
extension Evaluator {
  /// Inlines a function.
  mutating func call(_ index: Int, _ node: PlannedNode, _ frame: inout Frame) throws(EvaluationFault) {
    guard !frame.calls.contains(index), frame.calls.count + frame.depth < Self.mostNesting else {
      throw fault(.depth, node, frame)
    }
    let (function, plan) = (functions[index], plans[index])
    if function.domain == ONNX.ownDomain, try ownLayer(node, &frame) { return }
    guard node.inputs.count <= plan.inputs.count else {
      throw fault(.count("inputs", given: node.inputs.count, needed: plan.inputs.count), node, frame)
    }
    guard node.outputs.count <= plan.outputs.count else {
      throw fault(.outputs(given: plan.outputs.count, wanted: node.outputs.count), node, frame)
    }
    var inner = Frame(values: Array(repeating: -1, count: plan.names.count))
    inner.prefix = Self.prefix(frame.prefix, node.name)
    inner.calls = frame.calls + [index]
    inner.iteration = frame.iteration
    inner.depth = frame.depth
    inner.branch = frame.branch
    inner.isRepeated = true
    var call: [String: ONNX.Attribute.Value] = [:]
    for attribute in function.defaults { call[attribute.name] = attribute.value }
    for attribute in attributes(of: node, frame) { call[attribute.name] = attribute.value }
    inner.call = call
    for (place, input) in zip(plan.inputs, node.inputs) { inner.values[place] = frame[input] ?? -1 }
    try run(plan, &inner)
    for (place, output) in zip(node.outputs, plan.outputs) {
      guard let place else { continue }
      guard let value = inner[output] else { throw fault(.undefined(plan.names[output]), node, frame) }
      frame.values[place] = value
    }
  }

  /// A layer of ours, whose nodes are for other readers: it is taken as one step, with the shape that its rules give.
  ///
  /// - Returns: whether it is one.
  private mutating func ownLayer(_ node: PlannedNode, _ frame: inout Frame) throws(EvaluationFault) -> Bool {
    guard let layer, node.outputs.count == 1 else { return false }
    var inputs: [FlatModel.OwnInput] = []
    for input in node.inputs {
      guard let value = frame[input] else { return false }
      let isStored = if case .initializer = flat.values[value].origin { true } else { false }
      inputs.append(.init(shape: flat.values[value].shape, isStored: isStored))
    }
    guard let shape = layer(attributes(of: node, frame), inputs) else { return false }
    try finish(node, node.inputs.map { frame[$0] }, [Operand(.float32, shape)], &frame)
    return true
  }

  /// The prefix of names in a function; each of its names has it, so it stays short.
  static func prefix(_ outer: String, _ name: String) -> String {
    guard outer.utf8.count < 512 else { return outer }
    return outer + (name.utf8.count <= 256 ? name : String(name.prefix(64)) + "…") + "/"
  }

  /// Takes a branch, or both if the condition is not known and none was chosen.
  mutating func branch(
    _ one: Plan, _ other: Plan, _ node: PlannedNode, _ frame: inout Frame
  ) throws(EvaluationFault) {
    guard let condition = frame[node.inputs.first ?? nil] else { throw fault(.missingInput(0), node, frame) }
    if let known = truth(condition) {
      let outputs = try walk(known ? one : other, in: frame, node, frame.branch)
      return try finish(node, [condition] + outputs, outputs.map(operand), &frame)
    }
    let name = frame.prefix + node.name
    let isOther = if case .other = frame.branch { true } else { false }
    if !isOther, !flat.undecided.contains(name) { flat.undecided.append(name) }
    if !isOther, let isFirst = branches[name] {
      let outputs = try walk(isFirst ? one : other, in: frame, node, .taken(name))
      return try finish(
        node, [condition] + outputs, outputs.map(unknown), &frame,
        isConstant: flat.values[condition].isConstant)
    }
    let outputs = try walk(one, in: frame, node, isOther ? frame.branch : .taken(name))
    let others = try walk(other, in: frame, node, isOther ? frame.branch : .other(name))
    for (value, another) in zip(outputs, others) where !haveSameShape(value, another) {
      throw fault(.branches(flat.values[value].shape, flat.values[another].shape), node, frame)
    }
    try finish(
      node, [condition] + outputs, outputs.map(unknown), &frame, isConstant: flat.values[condition].isConstant
    )
  }

  /// A value whose numbers may differ in another run.
  private func unknown(_ value: Int) -> Operand {
    let value = flat.values[value]
    return Operand(value.type, value.shape, members: value.members)
  }

  /// A frame for a graph inside a node.
  func inside(_ plan: Plan, _ node: PlannedNode, _ frame: Frame) throws(EvaluationFault) -> Frame {
    guard frame.calls.count + frame.depth < Self.mostNesting else { throw fault(.depth, node, frame) }
    var inner = frame
    inner.depth += 1
    inner.values = Array(repeating: -1, count: plan.names.count)
    for (outer, place) in plan.captures { inner.values[place] = frame.values[outer] }
    return inner
  }

  func haveSameShape(_ one: Int, _ other: Int) -> Bool {
    let (one, other) = (flat.values[one], flat.values[other])
    return one.shape == other.shape
      && one.members?.map { flat.values[$0].shape } == other.members?.map { flat.values[$0].shape }
  }

  private mutating func walk(
    _ plan: Plan, in frame: Frame, _ node: PlannedNode, _ branch: FlatModel.Branch
  ) throws(EvaluationFault) -> [Int] {
    guard plan.inputs.isEmpty else { throw fault(.form("branches with inputs"), node, frame) }
    var inner = try inside(plan, node, frame)
    inner.branch = branch
    try run(plan, &inner)
    return try results(of: plan, inner, node, frame)
  }

  /// The values that a body gives.
  func results(
    of plan: Plan, _ inner: Frame, _ node: PlannedNode, _ frame: Frame
  ) throws(EvaluationFault) -> [Int] {
    var results: [Int] = []
    for place in plan.outputs {
      guard let value = inner[place] else { throw fault(.undefined(plan.names[place]), node, frame) }
      results.append(value)
    }
    return results
  }

  /// Adds the step of a node that ran others.
  mutating func finish(
    _ node: PlannedNode, _ inputs: [Int?], _ operands: [Operand], _ frame: inout Frame,
    isConstant: Bool = true
  ) throws(EvaluationFault) {
    guard node.outputs.count <= operands.count else {
      throw fault(.outputs(given: operands.count, wanted: node.outputs.count), node, frame)
    }
    let isConstant = isConstant && inputs.allSatisfy { $0.map { flat.values[$0].isConstant } ?? true }
    let step = flat.steps.count
    var outputs: [Int?] = []
    for (index, place) in node.outputs.enumerated() {
      guard let place else {
        outputs.append(nil)
        continue
      }
      try Self.check(operands[index].shape) { fault(.tooLarge(operands[index].shape), node, frame) }
      let value = add(
        frame.prefix + node.node.outputs[index], operands[index], .step(step, output: index),
        isConstant: isConstant || operands[index].known != nil)
      frame.values[place] = value
      outputs.append(value)
    }
    emit(node, inputs, outputs, node.node.attributes, frame)
  }

  /// The value of a condition, if it is known.
  func truth(_ value: Int) -> Bool? {
    guard case .integers(let numbers) = flat.values[value].known, numbers.count == 1 else { return nil }
    return numbers[0] != 0
  }

  /// A number that the walk itself provides.
  mutating func number(_ name: String, _ type: ONNX.ElementType, _ number: Int) -> Int {
    add(
      name, Operand(type, [], .integers([number])),
      .initializer(ONNX.Tensor(name, type, [], .integers([number]))),
      isConstant: true)
  }
}
