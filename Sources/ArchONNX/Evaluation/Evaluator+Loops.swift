// Loops: their rounds become steps of the model.
extension Evaluator {
  private mutating func countRound(_ node: PlannedNode, _ frame: Frame) throws(EvaluationFault) {
    rounds += 1
    guard rounds <= Self.mostRounds else { throw fault(.limit("rounds", Self.mostRounds), node, frame) }
  }

  /// The values of one output from all rounds of a loop, one after the other.
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
