// Sequences whose length and members are known: a value that holds others.
extension Evaluator {
  static let sequenceOperators: Set = [
    "SequenceConstruct", "SequenceEmpty", "SequenceInsert", "SequenceErase", "SequenceAt", "SequenceLength",
    "SplitToSequence", "ConcatFromSequence",
  ]

  /// Makes, changes or reads a sequence.
  mutating func sequence(_ node: PlannedNode, _ frame: inout Frame) throws(EvaluationFault) {
    let inputs = node.inputs.map { frame[$0] }
    let attributes = attributes(of: node, frame)
    let use = Use(
      op: node.node.op, version: node.version, attributes: attributes,
      inputs: inputs.map { $0.map { operand($0) } }, wanted: node.outputs.count)
    do throws(Misuse) {
      for (index, input) in use.inputs.enumerated() where index > 0 || node.node.op == "SequenceConstruct" {
        if input?.members != nil { throw .form("sequences of sequences") }
      }
      switch node.node.op {
      case "SequenceConstruct":
        for index in inputs.indices { _ = try use.input(index) }
        try give(members: inputs.compactMap { $0 }, node, inputs, attributes, &frame)
      case "SequenceEmpty": try give(members: [], node, inputs, attributes, &frame)
      case "SequenceInsert":
        var members = try members(inputs)
        guard let tensor = inputs.dropFirst().first ?? nil else { throw .missingInput(1) }
        let place = try use.optional(2) == nil ? members.count : place(use, 2, upTo: members.count + 1)
        guard members.count < FlatModel.mostKnown else { throw .limit("members", FlatModel.mostKnown) }
        members.insert(tensor, at: place)
        try give(members: members, node, inputs, attributes, &frame)
      case "SequenceErase":
        var members = try members(inputs)
        members.remove(
          at: try use.optional(1) == nil
            ? Use.axis(-1, of: members.count) : place(use, 1, upTo: members.count))
        try give(members: members, node, inputs, attributes, &frame)
      case "SequenceAt":
        let members = try members(inputs)
        let member = members[try place(use, 1, upTo: members.count)]
        try give(operand(member), node, inputs, attributes, &frame)
      case "SequenceLength":
        let count = try members(inputs).count
        try give(Operand(.int64, [], .integers([count])), node, inputs, attributes, &frame)
      case "SplitToSequence": try split(use, node, inputs, attributes, &frame)
      default: try give(try joined(use, try members(inputs)), node, inputs, attributes, &frame)
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

  /// Gives a sequence.
  private mutating func give(
    members: [Int], _ node: PlannedNode, _ inputs: [Int?], _ attributes: [ONNX.Attribute],
    _ frame: inout Frame
  ) throws(Misuse) {
    let type = members.first.map { flat.values[$0].type } ?? .undefined
    try give(Operand(type, [], members: members), node, inputs, attributes, &frame)
  }

  /// Gives a tensor.
  private mutating func give(
    _ operand: Operand, _ node: PlannedNode, _ inputs: [Int?], _ attributes: [ONNX.Attribute],
    _ frame: inout Frame
  ) throws(Misuse) {
    guard node.outputs.count == 1 else { throw .outputs(given: 1, wanted: node.outputs.count) }
    try Self.check(operand.shape) { Misuse.tooLarge(operand.shape) }
    let isConstant = inputs.allSatisfy { $0.map { flat.values[$0].isConstant } ?? true }
    var outputs = node.outputs.map { _ in Int?.none }
    if let place = node.outputs.first ?? nil {
      let value = add(
        frame.prefix + node.node.outputs[0], operand, .step(flat.steps.count, output: 0),
        isConstant: isConstant || operand.known != nil)
      frame.values[place] = value
      outputs[0] = value
    }
    emit(node, inputs, outputs, attributes, frame)
  }

  /// Cuts a tensor along an axis: into parts of one extent, of given ones, or of 1.
  private mutating func split(
    _ use: Use, _ node: PlannedNode, _ inputs: [Int?], _ attributes: [ONNX.Attribute], _ frame: inout Frame
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
    let isConstant = inputs.allSatisfy { $0.map { flat.values[$0].isConstant } ?? true }
    var members: [Int] = []
    for size in sizes {
      var shape = input.shape
      if keeps { shape[axis] = size } else { shape.remove(at: axis) }
      members.append(
        add(
          frame.prefix + node.name, Operand(input.type, shape), .step(step, output: 0), isConstant: isConstant
        ))
    }
    try give(members: members, node, inputs, attributes, &frame)
  }

  /// Puts the members together, along an axis that is there or a new one.
  private func joined(_ use: Use, _ members: [Int]) throws(Misuse) -> Operand {
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
    return Operand(first.type, shape)
  }
}
