// Functions, branches and loops: what is inside becomes steps of the model.
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

  /// A layer of ours, whose nodes are for others: it is taken as a whole, by the shape that its rules give.
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

  /// What stands before the names in a function; names in it have this each, so it stays short.
  static func prefix(_ outer: String, _ name: String) -> String {
    guard outer.utf8.count < 512 else { return outer }
    return outer + (name.utf8.count <= 256 ? name : String(name.prefix(64)) + "…") + "/"
  }

  /// Takes a branch, or both where neither the condition is known nor one was chosen.
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

  /// A value as another run may have other numbers of it.
  private func unknown(_ value: Int) -> Operand {
    let value = flat.values[value]
    return Operand(value.type, value.shape, members: value.members)
  }

  /// A frame of a graph of a node.
  private func inside(_ plan: Plan, _ node: PlannedNode, _ frame: Frame) throws(EvaluationFault) -> Frame {
    guard frame.calls.count + frame.depth < Self.mostNesting else { throw fault(.depth, node, frame) }
    var inner = frame
    inner.depth += 1
    inner.values = Array(repeating: -1, count: plan.names.count)
    for (outer, place) in plan.captures { inner.values[place] = frame.values[outer] }
    return inner
  }

  private func haveSameShape(_ one: Int, _ other: Int) -> Bool {
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
  private func results(
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
  private mutating func finish(
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

  /// The value of a condition, where it is known.
  private func truth(_ value: Int) -> Bool? {
    guard case .integers(let numbers) = flat.values[value].known, numbers.count == 1 else { return nil }
    return numbers[0] != 0
  }

  /// A number that the walk itself knows.
  private mutating func number(_ name: String, _ type: ONNX.ElementType, _ number: Int) -> Int {
    add(
      name, Operand(type, [], .integers([number])),
      .initializer(ONNX.Tensor(name, type, [], .integers([number]))),
      isConstant: true)
  }

  private mutating func countRound(_ node: PlannedNode, _ frame: Frame) throws(EvaluationFault) {
    rounds += 1
    guard rounds <= Self.mostRounds else { throw fault(.limit("rounds", Self.mostRounds), node, frame) }
  }

  /// What the rounds of a loop gave in one output, one after the other.
  private func stacked(
    _ parts: [Int], axis: Int = 0, _ node: PlannedNode, _ frame: Frame, declared: ONNX.ValueInfo?
  ) throws(EvaluationFault) -> Operand {
    guard let first = parts.first else {
      var shape = [0]
      for dimension in declared?.dimensions ?? [.unknown] {
        guard case .value(let extent) = dimension else { throw fault(.dataDependent, node, frame) }
        shape.append(extent)
      }
      return Operand(declared?.type ?? .undefined, shape)
    }
    guard flat.values[first].members == nil else { throw fault(.form("sequences"), node, frame) }
    for part in parts where !haveSameShape(part, first) {
      throw fault(.shapes([flat.values[first].shape, flat.values[part].shape]), node, frame)
    }
    var shape = flat.values[first].shape
    let axis = axis < 0 ? axis + shape.count + 1 : axis
    guard axis >= 0, axis <= shape.count else { throw fault(.axis(axis, rank: shape.count + 1), node, frame) }
    var known: FlatModel.Known?
    let knowns = parts.compactMap { flat.values[$0].known }
    if axis == 0, knowns.count == parts.count, knowns.reduce(0, { $0 + $1.count }) <= Numbers.most {
      known = FlatModel.Known.joining(knowns)
    }
    shape.insert(parts.count, at: axis)
    return Operand(flat.values[first].type, shape, known)
  }

  /// Runs a loop as often as its count and condition say.
  mutating func loop(_ body: Plan, _ node: PlannedNode, _ frame: inout Frame) throws(EvaluationFault) {
    let carried = max(node.inputs.count - 2, 0)
    guard node.inputs.count >= 2, body.inputs.count == carried + 2, body.outputs.count >= carried + 1 else {
      throw fault(.count("inputs of the body", given: body.inputs.count, needed: carried + 2), node, frame)
    }
    var most = Int.max
    if let count = frame[node.inputs[0]] {
      guard case .integers(let numbers) = flat.values[count].known, numbers.count == 1 else {
        throw fault(.unknownRounds, node, frame)
      }
      most = max(numbers[0], 0)
    }
    var condition = frame[node.inputs[1]]
    if condition == nil, most == Int.max { throw fault(.limit("rounds", Self.mostRounds), node, frame) }
    var values = node.inputs.dropFirst(2).map { frame[$0] }
    var scans: [[Int]] = Array(repeating: [], count: body.outputs.count - carried - 1)
    var first = try inside(body, node, frame)
    first.isRepeated = true
    try prepare(body, &first)
    var round = 0
    while round < most {
      if let condition {
        guard let isTrue = truth(condition) else { throw fault(.unknownRounds, node, frame) }
        if !isTrue { break }
      }
      try countRound(node, frame)
      var inner = first
      inner.iteration = round + 1
      inner.values[body.inputs[0]] = number(frame.prefix + body.names[body.inputs[0]], .int64, round)
      inner.values[body.inputs[1]] = condition ?? number(frame.prefix + body.names[body.inputs[1]], .bool, 1)
      for (place, value) in zip(body.inputs.dropFirst(2), values) { inner.values[place] = value ?? -1 }
      try run(body, &inner)
      let results = try results(of: body, inner, node, frame)
      condition = results[0]
      values = results[1..<(1 + carried)].map { $0 }
      for (index, value) in results.dropFirst(1 + carried).enumerated() { scans[index].append(value) }
      round += 1
    }
    var operands: [Operand] = []
    for value in values {
      guard let value else { throw fault(.missingInput(2), node, frame) }
      operands.append(operand(value))
    }
    for (index, parts) in scans.enumerated() {
      operands.append(
        try stacked(parts, node, frame, declared: body.declared[carried + 1 + index]))
    }
    try finish(node, values + scans.flatMap { $0 }, operands, &frame)
  }

  /// Runs a body over the slices of its inputs.
  mutating func scan(_ body: Plan, _ node: PlannedNode, _ frame: inout Frame) throws(EvaluationFault) {
    guard node.version >= 9 else { throw fault(.form("its version \(node.version)"), node, frame) }
    let attributes = attributes(of: node, frame)
    let use = Use(op: node.node.op, version: node.version, attributes: attributes, inputs: [], wanted: 0)
    let scanned: Int
    let (axes, outputAxes, directions): ([Int]?, [Int]?, [Int]?)
    do throws(Misuse) {
      scanned = try use.count("num_scan_inputs")
      axes = try use.integers("scan_input_axes")
      directions = try use.integers("scan_input_directions")
      outputAxes = try use.integers("scan_output_axes")
    } catch {
      throw fault(error, node, frame)
    }
    let carried = node.inputs.count - min(scanned, node.inputs.count)
    guard body.inputs.count == node.inputs.count, scanned <= node.inputs.count, body.outputs.count >= carried,
      axes?.count ?? scanned == scanned, directions?.count ?? scanned == scanned,
      outputAxes?.count ?? body.outputs.count - carried == body.outputs.count - carried
    else {
      throw fault(
        .count("inputs of the body", given: body.inputs.count, needed: node.inputs.count), node, frame)
    }
    var values = node.inputs.prefix(carried).map { frame[$0] }
    var slices: [(source: Int, axis: Int, operand: Operand)] = []
    var count: Int?
    for (index, input) in node.inputs.dropFirst(carried).enumerated() {
      guard let value = frame[input] else { throw fault(.missingInput(carried + index), node, frame) }
      var shape = flat.values[value].shape
      let axis: Int
      do throws(Misuse) {
        axis = try Use.axis(axes?[index] ?? 0, of: shape.count)
        let extent = shape.remove(at: axis)
        guard count ?? extent == extent else { throw .shapes([[count ?? 0], flat.values[value].shape]) }
        count = extent
      } catch {
        throw fault(error, node, frame)
      }
      slices.append((value, axis, Operand(flat.values[value].type, shape)))
    }
    var scans: [[Int]] = Array(repeating: [], count: body.outputs.count - carried)
    var first = try inside(body, node, frame)
    first.isRepeated = true
    try prepare(body, &first)
    for round in 0..<(count ?? 0) {
      try countRound(node, frame)
      var inner = first
      inner.iteration = round + 1
      for (place, value) in zip(body.inputs, values) { inner.values[place] = value ?? -1 }
      for (index, slice) in slices.enumerated() {
        let place = body.inputs[carried + index]
        let name = frame.prefix + body.names[place]
        let entry = directions?[index] == 1 ? (count ?? 0) - 1 - round : round
        let inputs = [slice.source, number(name, .int64, entry)]
        let cut = add(
          name, slice.operand, .step(flat.steps.count, output: 0),
          isConstant: flat.values[slice.source].isConstant)
        inner.values[place] = cut
        emit(node, as: "Gather", inputs, [cut], [ONNX.Attribute("axis", .integer(slice.axis))], inner)
      }
      try run(body, &inner)
      let results = try results(of: body, inner, node, frame)
      values = results.prefix(carried).map { $0 }
      for (index, value) in results.dropFirst(carried).enumerated() { scans[index].append(value) }
    }
    var operands: [Operand] = []
    for value in values {
      guard let value else { throw fault(.missingInput(0), node, frame) }
      operands.append(operand(value))
    }
    for (index, parts) in scans.enumerated() {
      operands.append(
        try stacked(
          parts, axis: outputAxes?[index] ?? 0, node, frame, declared: body.declared[carried + index]))
    }
    try finish(node, values + scans.flatMap { $0 }, operands, &frame)
  }
}
