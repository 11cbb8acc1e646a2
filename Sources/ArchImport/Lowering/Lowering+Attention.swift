import ArchGraph
import ArchONNX
import ArchOperators

/// Attention of queries, keys and values.
extension Lowering {
  /// The standard operator, of `[batch, tokens, heads * width]` or `[batch, heads, tokens, width]`.
  func attention() throws(ImportFault) {
    guard step.input(6) == nil else { throw form("the lengths of its sequences are given only in a run") }
    guard !isUsed(3) else { throw form("its scores are used") }
    guard [step.integer("left_window_size"), step.integer("right_window_size")].allSatisfy({ $0 ?? -1 < 0 })
    else { throw form("it has a window") }
    let softCap = step.number("softcap").flatMap { $0 > 0 ? $0 : nil }
    guard softCap == nil || step.input(3) == nil else {
      throw form("it caps scores before a mask is added to them")
    }
    let isFlat = shape(0).count == 3
    let heads = isFlat ? step.integer("q_num_heads") : shape(0).dropFirst().first
    let keyHeads = isFlat ? step.integer("kv_num_heads") : shape(1).dropFirst().first
    guard let heads, let keyHeads, heads > 0, keyHeads > 0 else {
      throw form("its number of heads is missing")
    }
    let isCausal = step.flag("is_causal")
    guard !isCausal || shape(0).dropLast().last == shape(1).dropLast().last else {
      throw form("its mask begins at the first key, but its numbers of queries and keys differ")
    }
    var inputs: [Node.ID] = []
    for input in 0..<3 { inputs.append(try isFlat ? value(input) : sideBySide(value(input))) }
    // Keys and values of earlier tokens.
    if step.input(4) != nil || step.input(5) != nil {
      for input in 1...2 {
        let past = try sideBySide(value(input + 3))
        inputs[input] = try add(Concat(axis: 0), to: [past, inputs[input]])
      }
    }
    try setCache(inputs, keyHeads)
    if step.input(3) != nil {
      inputs.append(try mask(3, heads: heads, keys: dimensions(inputs[1])[0]))
    }
    let op = Attend(
      heads, keyHeads: keyHeads == heads ? nil : keyHeads, causal: isCausal, scale: step.number("scale"),
      softCap: softCap)
    let node = try add(op, to: inputs)
    guard !isFlat, let output = step.output(0) else { return try set(node) }
    let own = example(output)
    guard own.count == 3 else { throw form("its batch is not the first axis") }
    try set(add(Permute([1, 0, 2]), to: [reshaped(node, to: [own[1], own[0], own[2]])]))
  }

  /// `[heads, tokens, width]` as `[tokens, heads * width]`.
  func sideBySide(_ node: Node.ID) throws(ImportFault) -> Node.ID {
    let own = dimensions(node)
    guard own.count == 3 else { throw form("its batch is not the first axis") }
    return try reshaped(add(Permute([1, 0, 2]), to: [node]), to: [own[1], own[0] * own[2]])
  }

  /// Keys and values as further outputs, `[heads, tokens, width]`.
  func setCache(_ inputs: [Node.ID], _ heads: Int) throws(ImportFault) {
    for output in 1...2 where isUsed(output) {
      let rows = dimensions(inputs[output])
      guard rows[1] % heads == 0 else { throw form("its heads do not fit") }
      let apart = try reshaped(inputs[output], to: [rows[0], heads, rows[1] / heads])
      try set(add(Permute([1, 0, 2]), to: [apart]), output: output)
    }
  }

  /// What is added to the scores, `[heads, T, S]` or `[T, S]`.
  func mask(_ input: Int, heads: Int, keys: Int) throws(ImportFault) -> Node.ID {
    let queries = shape(0).dropLast().last ?? 1
    var extents = shape(input)
    if place(input) != nil { extents.removeFirst() } else if extents.count == 4 { extents.removeFirst() }
    if extents.first == 1, extents.count == 3 { extents.removeFirst() }
    var node: Node.ID
    if let value = step.input(input), let own = nodes[value] {
      node = try reshaped(own, to: extents)
    } else if let value = step.input(input) {
      node = try parameter(value, extents)
    } else {
      throw form("input \(input) is absent")
    }
    // Keys that are not true are not seen.
    if step.input(input).map({ model.values[$0].type }) == .bool {
      node = try add(Affine(factor: Self.unseen, offset: -Self.unseen), to: [node])
    }
    let target = extents.count == 3 ? [heads, queries, keys] : [queries, keys]
    return dimensions(node) == target ? node : try add(Expand(target), to: [node])
  }

  /// A score so low that nothing is seen, but still a number.
  private static let unseen = 1e30
}
