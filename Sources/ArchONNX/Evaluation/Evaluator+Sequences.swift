// Sequences with known length and members: values that hold others.
extension Evaluator {
  static let sequenceOperators: Set = [
    "SequenceConstruct", "SequenceEmpty", "SequenceInsert", "SequenceErase", "SequenceAt", "SequenceLength",
    "SplitToSequence", "ConcatFromSequence",
  ]

  /// Makes, changes or reads a sequence.
  mutating func sequence(_ node: PlannedNode, _ frame: inout Frame) throws(EvaluationFault) {
    let inputs = node.inputs.map { frame[$0] }
    let use = Use(
      op: node.node.op, version: node.version, attributes: attributes(of: node, frame),
      inputs: inputs.map { $0.map { operand($0) } }, wanted: node.outputs.count)
    do throws(Misuse) {
      for (index, input) in use.inputs.enumerated() where index > 0 || node.node.op == "SequenceConstruct" {
        if input?.members != nil { throw .form("sequences of sequences") }
      }
      switch node.node.op {
      case "SequenceConstruct":
        for index in inputs.indices { _ = try use.input(index) }
        try give(members: inputs.compactMap { $0 }, node, &frame)
      case "SequenceEmpty": try give(members: [], node, &frame)
      case "SequenceInsert":
        var members = try members(inputs)
        guard let tensor = inputs.dropFirst().first ?? nil else { throw .missingInput(1) }
        let place = try use.optional(2) == nil ? members.count : place(use, 2, upTo: members.count + 1)
        guard members.count < FlatModel.mostKnown else { throw .limit("members", FlatModel.mostKnown) }
        members.insert(tensor, at: place)
        try give(members: members, node, &frame)
      case "SequenceErase":
        var members = try members(inputs)
        members.remove(
          at: try use.optional(1) == nil
            ? Use.axis(-1, of: members.count) : place(use, 1, upTo: members.count))
        try give(members: members, node, &frame)
      case "SequenceAt":
        let members = try members(inputs)
        let member = members[try place(use, 1, upTo: members.count)]
        try give(operand(member), of: [member], as: "Identity", node, &frame)
      case "SequenceLength":
        let count = try members(inputs).count
        try give(Operand(.int64, [], .integers([count])), of: [], as: "Constant", node, &frame)
      case "SplitToSequence": try split(use, node, inputs, &frame)
      default: try join(use, try members(inputs), node, &frame)
      }
    } catch {
      throw fault(error, node, frame)
    }
  }

  private func members(_ inputs: [Int?]) throws(Misuse) -> [Int] {
    guard let sequence = inputs.first ?? nil else { throw .missingInput(0) }
    guard let members = flat.values[sequence].members else { throw .form("a sequence that is a tensor") }
    return members
  }

  /// A position in a sequence, counted from the front.
  private func place(_ use: Use, _ index: Int, upTo count: Int) throws(Misuse) -> Int {
    try Use.axis(try use.integer(index), of: count)
  }

  /// Outputs a sequence.
  private mutating func give(
    members: [Int], _ node: PlannedNode, _ frame: inout Frame
  ) throws(Misuse) {
    guard node.outputs.count == 1 else { throw .outputs(given: 1, wanted: node.outputs.count) }
    guard let place = node.outputs.first ?? nil else { return }
    frame.values[place] = add(
      frame.prefix + node.node.outputs[0],
      Operand(members.first.map { flat.values[$0].type } ?? .undefined, [], members: members), .members,
      isConstant: members.allSatisfy { flat.values[$0].isConstant })
  }

  /// Outputs a tensor as another operator would.
  private mutating func give(
    _ operand: Operand, of inputs: [Int], as op: String, with attributes: [ONNX.Attribute] = [],
    _ node: PlannedNode, _ frame: inout Frame
  ) throws(Misuse) {
    guard node.outputs.count == 1 else { throw .outputs(given: 1, wanted: node.outputs.count) }
    try Self.check(operand.shape) { Misuse.tooLarge(operand.shape) }
    guard let place = node.outputs.first ?? nil else { return }
    frame.values[place] = made(
      operand, of: inputs, as: op, with: attributes, named: frame.prefix + node.node.outputs[0], node, frame)
  }

  /// A tensor computed by a step of another operator.
  private mutating func made(
    _ operand: Operand, of inputs: [Int], as op: String, with attributes: [ONNX.Attribute],
    named name: String,
    _ node: PlannedNode, _ frame: Frame
  ) -> Int {
    let isConstant = inputs.allSatisfy { flat.values[$0].isConstant } || operand.known != nil
    let value = add(name, operand, .step(flat.steps.count, output: 0), isConstant: isConstant)
    emit(node, as: op, inputs, [value], attributes, frame)
    return value
  }

  /// Cuts a tensor along an axis: into parts of equal extent, of given extents, or of extent 1.
  private mutating func split(
    _ use: Use, _ node: PlannedNode, _ inputs: [Int?], _ frame: inout Frame
  ) throws(Misuse) {
    let input = try use.input(0, atLeast: 1)
    let axis = try Use.axis(try use.integer("axis", default: 0), of: input.rank)
    let keeps = try use.flag("keepdims", default: true) || use.optional(1) != nil
    let extent = input.shape[axis]
    var sizes: [Int]
    if let given = use.optional(1), given.rank > 0 {
      sizes = try use.integers(1)
      var sum = 0
      for size in sizes {
        guard size >= 0 else { throw .number("split", size) }
        sum = try Use.sum(sum, size)
      }
      guard sum == extent else { throw .elements(from: [extent], to: sizes) }
    } else {
      let size = try use.optional(1) == nil ? 1 : use.integer(1)
      guard size > 0 else { throw .number("split", size) }
      guard extent / size < FlatModel.mostKnown else { throw .limit("members", FlatModel.mostKnown) }
      sizes = Array(repeating: size, count: extent / size) + (extent % size == 0 ? [] : [extent % size])
    }
    let step = flat.steps.count
    let isConstant = flat.values[inputs[0] ?? 0].isConstant
    var members: [Int] = []
    for (index, size) in sizes.enumerated() {
      var shape = input.shape
      shape[axis] = size
      members.append(
        add(
          frame.prefix + node.name, Operand(input.type, shape), .step(step, output: index),
          isConstant: isConstant))
    }
    if !members.isEmpty {
      emit(node, as: "Split", [inputs[0]], members, [ONNX.Attribute("axis", .integer(axis))], frame)
    }
    if !keeps {
      var shape = input.shape
      shape.remove(at: axis)
      for (index, member) in members.enumerated() {
        members[index] = made(
          Operand(input.type, shape), of: [member], as: "Squeeze",
          with: [ONNX.Attribute("axes", .integers([axis]))],
          named: frame.prefix + node.name, node, frame)
      }
    }
    try give(members: members, node, &frame)
  }

  /// Joins the members, along an existing axis or a new one.
  private mutating func join(
    _ use: Use, _ members: [Int], _ node: PlannedNode, _ frame: inout Frame
  ) throws(Misuse) {
    guard let first = members.first.map({ flat.values[$0] }) else { throw .missingInput(0) }
    guard let given = try use.integer("axis") else { throw .attribute("axis") }
    let isNew = try use.flag("new_axis")
    let shapes = members.map { flat.values[$0].shape }
    var shape = first.shape
    let axis = try Use.axis(given, of: shape.count + (isNew ? 1 : 0))
    if isNew { shape.insert(0, at: axis) } else { shape[axis] = 0 }
    for part in shapes {
      var filled = part
      if isNew { filled.insert(1, at: min(axis, part.count)) }
      guard filled.count == shape.count, shape.indices.allSatisfy({ $0 == axis || shape[$0] == filled[$0] })
      else {
        throw .shapes(shapes)
      }
      shape[axis] = try Use.sum(shape[axis], filled[axis])
    }
    var parts = members
    if isNew {
      var whole = first.shape
      whole.insert(1, at: axis)
      for (index, part) in parts.enumerated() {
        parts[index] = made(
          Operand(first.type, whole), of: [part], as: "Unsqueeze",
          with: [ONNX.Attribute("axes", .integers([axis]))],
          named: frame.prefix + node.name, node, frame)
      }
    }
    try give(
      Operand(first.type, shape), of: parts, as: "Concat", with: [ONNX.Attribute("axis", .integer(axis))],
      node,
      &frame)
  }
}
