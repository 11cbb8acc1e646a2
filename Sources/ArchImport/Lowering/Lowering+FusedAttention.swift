import ArchGraph
import ArchONNX
import ArchOperators

/// Attention in the fused forms of ONNX Runtime's optimiser.
extension Lowering {
  /// ONNX Runtime's attention with one packed projection: `[batch, tokens, features]` by `[features, 3 * heads *
  /// width]`.
  ///
  /// - Parameter others: inputs that it must not have: a cache, and what is added to the scores.
  func packedAttention(without others: [Int]) throws(ImportFault) {
    guard let heads = step.integer("num_heads"), heads > 0, isConstant(1), shape(1).count == 2 else {
      throw form("its number of heads is missing, or its weights are computed")
    }
    guard others.allSatisfy({ step.input($0) == nil }) else {
      throw form("it has a cache, or a bias of scores")
    }
    let sizes = step.integers("qkv_hidden_sizes") ?? Array(repeating: shape(1)[1] / 3, count: 3)
    guard sizes.count == 3, sizes.allSatisfy({ $0 > 0 }) else { throw form("its widths do not fit") }
    guard try dimensions(value()).last == shape(1)[0] else { throw form("its features do not fit") }
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
    guard !isUsed(3) else { throw form("its scores are used") }
    var inputs: [Node.ID] = []
    // Biases of queries, keys and values are one after the other.
    let vector = step.input(3).flatMap { whole($0) == nil ? nil : $0 }
    var first = 0
    for input in 0..<3 {
      let value = try value(input)
      let features = dimensions(value).last ?? 0
      inputs.append(
        try step.input(3) == nil
          ? value
          : add(
            Bias(axis: -1), to: [value], numbers: [vector.map { .init($0, [features], offset: first) }]))
      first += features
    }
    inputs = try withPast(inputs, at: 6)
    try setCache(inputs, heads)
    if step.input(5) != nil { inputs.append(try mask(5, heads: heads, keys: dimensions(inputs[1])[0])) }
    try set(
      add(Attend(heads, causal: step.flag("unidirectional"), scale: step.number("scale")), to: inputs))
  }

  /// ONNX Runtime's attention whose heads share keys and values, with rotary positions and a cache if it has them.
  func groupQueryAttention() throws(ImportFault) {
    guard let heads = step.integer("num_heads"), let keyHeads = step.integer("kv_num_heads"), heads > 0,
      keyHeads > 0, shape(0).count == 3
    else { throw form("its number of heads is missing") }
    guard !step.flag("smooth_softmax"), (11..<16).allSatisfy({ step.input($0) == nil }), !isUsed(3) else {
      throw form("it has a bias of its heads, or norms of its queries, or its scores are used")
    }
    guard step.flag("causal", default: true) else { throw form("it is not causal") }
    var inputs: [Node.ID] = []
    if step.input(1) == nil {
      // Queries, keys and values are side by side.
      let packed = try value()
      let width = (dimensions(packed).last ?? 0) / (heads + 2 * keyHeads)
      let sizes = [heads, keyHeads, keyHeads].map { $0 * width }
      for take in 0..<3 { inputs.append(try add(Split(sizes: sizes, take: take, axis: -1), to: [packed])) }
    } else {
      for input in 0..<3 { inputs.append(try value(input)) }
    }
    let past = step.input(3) == nil ? 0 : shape(3).dropLast().last ?? 0
    let tokens = dimensions(inputs[0])[0]
    if let total = model.integers(step.input(6))?.first, total != past + tokens {
      throw form("its cache has room for \(past) tokens, but \(total) are used")
    }
    if step.flag("do_rotary") {
      for (index, count) in [heads, keyHeads].enumerated() {
        inputs[index] = try rotated(inputs[index], heads: count, from: past)
      }
    }
    inputs = try withPast(inputs, at: 3)
    try setCache(inputs, keyHeads)
    let softCap = step.number("softcap").flatMap { $0 > 0 ? $0 : nil }
    if step.input(10) != nil {
      guard softCap == nil else { throw form("it caps scores before a mask is added to them") }
      inputs.append(try mask(10, heads: heads, keys: dimensions(inputs[1])[0]))
    }
    // A window of all keys is not a window.
    let window = step.integer("local_window_size").flatMap { (1..<past + tokens).contains($0) ? $0 : nil }
    try set(
      add(
        Attend(
          heads, keyHeads: keyHeads == heads ? nil : keyHeads, causal: true, window: window,
          scale: step.number("scale").flatMap { $0 == 0 ? nil : $0 }, softCap: softCap), to: inputs))
  }

  /// Queries, keys and values with the keys and values of earlier tokens, `[heads, tokens, width]`.
  private func withPast(_ inputs: [Node.ID], at first: Int) throws(ImportFault) -> [Node.ID] {
    var inputs = inputs
    guard step.input(first) != nil || step.input(first + 1) != nil else { return inputs }
    for index in 1...2 {
      let input = first + index - 1
      if shape(input).contains(0) { continue }
      inputs[index] = try add(Concat(axis: 0), to: [sideBySide(value(input)), inputs[index]])
    }
    return inputs
  }

  /// Features of heads rotated by the positions of their tokens.
  private func rotated(_ node: Node.ID, heads: Int, from past: Int) throws(ImportFault) -> Node.ID {
    let own = dimensions(node)
    guard own.count == 2, own[1] % heads == 0, let half = shape(7).last, half > 0, 2 * half <= own[1] / heads
    else { throw form("it rotates more features than a head has") }
    var angles: [Node.ID] = []
    for input in [7, 8] {
      angles.append(try reshaped(self.angles(input, 9, own[0], from: past), to: [own[0], 1, half]))
    }
    let apart = try reshaped(node, to: [own[0], heads, own[1] / heads])
    let turned = try turned(apart, angles[0], angles[1], isInterleaved: step.flag("rotary_interleaved"))
    return try reshaped(turned, to: own)
  }
}
