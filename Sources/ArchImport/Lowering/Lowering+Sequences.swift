import ArchGraph
import ArchONNX
import ArchOperators

/// Recurrent layers and attention.
extension Lowering {
  func recurrent() throws(ImportFault) {
    guard let units = step.integer("hidden_size"), isConstant(1), isConstant(2) else {
      throw form("its weights are computed, or it has no `hidden_size`")
    }
    guard step.input(7) == nil || step.op != "LSTM" else { throw form("it has peepholes") }
    let direction = step.text("direction") ?? "forward"
    let isBidirectional = direction == "bidirectional"
    let biases: RecurrentBiases = step.input(3) == nil ? .none : .two
    let activation = try recurrentActivation(isBidirectional ? 2 : 1)
    for input in [5, 6] where step.input(input).map({ !isZero($0) }) ?? false {
      withoutStart.append(step.name)
    }
    var input = try value()
    if direction == "reverse" { input = try add(Flip([0]), to: [input]) }
    let (hasAll, hasLast) = (isUsed(0), isUsed(1))
    if let cell = step.output(2), isUsed(2) {
      guard model.values[cell].uses == 0 else { throw form("its last cell state is used") }
      leftOut.append(model.values[cell].name)
    }
    let returns: RecurrentReturns = hasAll ? .sequence : .last
    let op: any Operator
    switch step.op {
    case "LSTM": op = LSTM(units, bidirectional: isBidirectional, biases: biases, returns: returns)
    case "GRU":
      op = GRU(
        units, bidirectional: isBidirectional, resetAfter: step.flag("linear_before_reset"), biases: biases,
        returns: returns)
    default:
      op = RNN(
        units, bidirectional: isBidirectional, activation: activation, biases: biases, returns: returns)
    }
    let states = try add(
      op, to: [input], weights: [1, 2, 3],
      numbers: recurrentNumbers(units, features: dimensions(input).last ?? 0, isBidirectional ? 2 : 1))
    if returns == .last { return try set(states, output: 1) }
    let length = dimensions(states)[0]
    let sequence = direction == "reverse" ? try add(Flip([0]), to: [states]) : states
    if hasAll {
      // `[tokens, directions, units]`, or `[directions, tokens, units]` with the batch first.
      try set(reshaped(sequence, to: [length, isBidirectional ? 2 : 1, units]))
    }
    guard hasLast else { return }
    guard isBidirectional else {
      return try set(add(Slice(0, from: length - 1), to: [states]), output: 1)
    }
    // The last of the forward direction stands at the end, that of the backward one at the beginning.
    let forward = try add(Slice(1, from: 0, to: units), to: [add(Slice(0, from: length - 1), to: [states])])
    let backward = try add(Slice(1, from: units), to: [add(Slice(0, from: 0, to: 1), to: [states])])
    try set(add(Concat(axis: 0), to: [forward, backward]), output: 1)
  }

  /// The function of a simple recurrent layer's states; that of others must be the usual ones.
  private func recurrentActivation(_ directions: Int) throws(ImportFault) -> RNN.Activation {
    if step.number("clip") != nil { throw form("it clips its states") }
    guard case .strings(let words)? = step.attribute("activations") else { return .tanh }
    let usual =
      step.op == "LSTM" ? ["sigmoid", "tanh", "tanh"] : step.op == "GRU" ? ["sigmoid", "tanh"] : ["tanh"]
    let given = words.map { $0.lowercased() }
    func repeated(_ words: [String]) -> [String] { (0..<directions).flatMap { _ in words } }
    if given == repeated(usual) { return .tanh }
    guard step.op == "RNN", given == repeated(["relu"]) else {
      throw form("its activations are \(words.map { "`\($0)`" }.joined(separator: ", "))")
    }
    return .relu
  }

  /// Whether a value is zero everywhere, and is known to be.
  private func isZero(_ value: Int) -> Bool {
    model.numbers(model.root(of: value))?.allSatisfy { $0 == 0 } ?? false
  }

  /// The tensors of a recurrent layer, whose gates stand in another order in the model, and those of both directions
  /// together.
  private func recurrentNumbers(_ units: Int, features: Int, _ directions: Int) -> [WeightOrigin?] {
    // Where each of our gates stands: input, forget, candidate, output; reset, update, candidate.
    let gates = step.op == "LSTM" ? [0, 2, 3, 1] : step.op == "GRU" ? [1, 0, 2] : [0]
    func rows(_ input: Int, _ columns: [Int], _ direction: Int, from first: Int = 0, of all: Int)
      -> WeightOrigin?
    {
      guard let value = step.input(input), whole(value) != nil else { return nil }
      let width = columns.reduce(units, *)
      return .joined(
        gates.map { .init(value, [units] + columns, offset: (direction * all + first + $0) * width) })
    }
    return (0..<directions).flatMap { direction in
      let matrices = [
        rows(1, [features], direction, of: gates.count), rows(2, [units], direction, of: gates.count),
      ]
      guard step.input(3) != nil else { return matrices }
      return matrices
        + [0, gates.count].map { rows(3, [], direction, from: $0, of: 2 * gates.count) }
    }
  }

  // MARK: Attention

  /// The standard operator, of `[batch, tokens, heads * width]` or `[batch, heads, tokens, width]`.
  func attention() throws(ImportFault) {
    guard step.input(4) == nil, step.input(5) == nil else { throw form("it has a cache of keys and values") }
    let isFlat = shape(0).count == 3
    let heads = isFlat ? step.integer("q_num_heads") : shape(0).dropFirst().first
    let keyHeads = isFlat ? step.integer("kv_num_heads") : shape(1).dropFirst().first
    guard let heads, let keyHeads, heads > 0, keyHeads > 0 else { throw form("it has no number of heads") }
    var inputs: [Node.ID] = []
    for input in 0..<3 { inputs.append(try isFlat ? value(input) : sideBySide(value(input))) }
    if step.input(3) != nil { inputs.append(try mask(3, heads: heads)) }
    let op = Attend(
      heads, keyHeads: keyHeads == heads ? nil : keyHeads, causal: step.flag("is_causal"),
      scale: step.number("scale"))
    let node = try add(op, to: inputs)
    guard !isFlat, let output = step.output(0) else { return try set(node) }
    let own = example(output)
    guard own.count == 3 else { throw form("its batch is not the first axis") }
    try set(add(Permute([1, 0, 2]), to: [reshaped(node, to: [own[1], own[0], own[2]])]))
  }

  /// `[heads, tokens, width]` as `[tokens, heads * width]`.
  private func sideBySide(_ node: Node.ID) throws(ImportFault) -> Node.ID {
    let own = dimensions(node)
    guard own.count == 3 else { throw form("its batch is not the first axis") }
    return try reshaped(add(Permute([1, 0, 2]), to: [node]), to: [own[1], own[0] * own[2]])
  }

  /// What is added to the scores, `[heads, T, S]` or `[T, S]`.
  private func mask(_ input: Int, heads: Int) throws(ImportFault) -> Node.ID {
    let (queries, keys) = (shape(0).dropLast().last ?? 1, shape(1).dropLast().last ?? 1)
    var extents = shape(input)
    if place(input) != nil { extents.removeFirst() } else if extents.count == 4 { extents.removeFirst() }
    if extents.first == 1, extents.count == 3 { extents.removeFirst() }
    let node: Node.ID
    if let value = step.input(input), let own = nodes[value] {
      node = try reshaped(own, to: extents)
    } else if let value = step.input(input) {
      node = try parameter(value, extents)
    } else {
      throw form("input \(input) is absent")
    }
    let target = extents.count == 3 ? [heads, queries, keys] : [queries, keys]
    return dimensions(node) == target ? node : try add(Expand(target), to: [node])
  }

  /// ONNX Runtime's attention of one packed projection: `[batch, tokens, features]` by `[features, 3 * heads * width]`.
  func packedAttention() throws(ImportFault) {
    guard let heads = step.integer("num_heads"), heads > 0, isConstant(1), shape(1).count == 2 else {
      throw form("it has no number of heads, or its weights are computed")
    }
    guard step.input(4) == nil, step.input(5) == nil else {
      throw form("it has a cache, or a bias of scores")
    }
    let sizes = step.integers("qkv_hidden_sizes") ?? Array(repeating: shape(1)[1] / 3, count: 3)
    guard sizes.count == 3, sizes.allSatisfy({ $0 > 0 }) else { throw form("its widths do not fit") }
    let matrix = step.input(1).flatMap { whole($0) == nil ? nil : $0 }
    let packed = try add(
      Dense(shape(1)[1], bias: step.input(2) != nil), to: [value()],
      numbers: [
        matrix.map { .init(transposed: $0, rows: shape(1)[1], columns: shape(1)[0]) }
      ] + wholes([2]))
    var parts: [Node.ID] = []
    for take in 0..<3 { parts.append(try add(Split(sizes: sizes, take: take, axis: -1), to: [packed])) }
    try set(add(Attend(heads, causal: step.flag("unidirectional"), scale: step.number("scale")), to: parts))
  }

  /// ONNX Runtime's attention of queries, keys and values.
  func multiHeadAttention() throws(ImportFault) {
    guard let heads = step.integer("num_heads"), heads > 0, shape(0).count == 3, shape(1).count == 3,
      step.input(2) != nil
    else { throw form("its inputs are packed") }
    var inputs: [Node.ID] = []
    for input in 0..<3 { inputs.append(try value(input)) }
    let isGrouped = step.op == "GroupQueryAttention"
    if !isGrouped, step.input(3) != nil {
      var first = 0
      for input in inputs.indices {
        let features = dimensions(inputs[input]).last ?? 0
        let vector = step.input(3).flatMap { whole($0) == nil ? nil : $0 }
        inputs[input] = try add(
          Bias(axis: -1), to: [inputs[input]],
          numbers: [vector.map { .init($0, [features], offset: first) }])
        first += features
      }
    }
    let keyHeads = isGrouped ? step.integer("kv_num_heads") ?? heads : heads
    let op = Attend(
      heads, keyHeads: keyHeads == heads ? nil : keyHeads, causal: isGrouped || step.flag("unidirectional"),
      scale: step.number("scale"))
    try set(add(op, to: inputs))
  }
}
