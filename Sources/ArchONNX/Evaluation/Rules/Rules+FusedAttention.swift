// Attention as ONNX Runtime's optimiser writes it.
extension Rules {
  static let fusedAttention: [String: Rule] = [
    "Attention": { (use: inout Use) throws(Misuse) in
      let input = try use.input(0, rank: 3)
      try projected(&use, batch: [input.shape[0]], past: 4, type: input.type)
    },
    "QAttention": { (use: inout Use) throws(Misuse) in
      let input = try use.input(0, rank: 3)
      try projected(&use, batch: [input.shape[0]], past: 8, type: try use.input(3).type)
    },
    "PackedAttention": { (use: inout Use) throws(Misuse) in
      try projected(&use, batch: [], past: nil, type: try use.input(0, rank: 2).type)
    },
    "MultiHeadAttention": multiHead, "GroupQueryAttention": groupQuery, "RotaryEmbedding": same,
    "PackedMultiHeadAttention": packedMultiHead,
  ]

  /// Inputs `[B, T, I]` with the weights of queries, keys and values side by side `[I, q + k + v]`.
  private static func projected(
    _ use: inout Use, batch: [Int], past: Int?, type: ONNX.ElementType
  ) throws(Misuse) {
    let (input, weight) = (try use.input(0), try use.input(1, rank: 2))
    let heads = try use.count("num_heads")
    guard weight.shape[0] == input.shape[input.rank - 1] else { throw .shapes([input.shape, weight.shape]) }
    var sizes = Array(repeating: weight.shape[1] / 3, count: 3)
    if let given = try use.integers("qkv_hidden_sizes"), !given.isEmpty {
      guard given.count == 3 else { throw .count("qkv_hidden_sizes", given: given.count, needed: 3) }
      for size in given where size < 0 { throw .number("qkv_hidden_sizes", size) }
      sizes = given
    }
    guard try Use.sum(try Use.sum(sizes[0], sizes[1]), sizes[2]) == weight.shape[1], sizes[2] % heads == 0
    else {
      throw .elements(from: [weight.shape[1]], to: sizes)
    }
    let length = input.shape[input.rank - 2]
    use.give(type, input.shape.dropLast() + [sizes[2]])
    guard let past, let batch = batch.first else { return }
    var whole = length
    if let before = use.optional(past) {
      guard before.rank == 5 else { throw .rank(input: past, before.shape, expected: "five axes") }
      whole = try Use.sum(before.shape[3], length)
    }
    use.give(type, [2, batch, heads, whole, sizes[2] / heads])
  }

  private static let multiHead: Rule = { (use: inout Use) throws(Misuse) in
    let query = try use.input(0)
    let heads = try use.count("num_heads")
    guard query.rank == 3 || query.rank == 5 else {
      throw .rank(input: 0, query.shape, expected: "three or five axes")
    }
    let (batch, length) = (query.shape[0], query.shape[1])
    // How many keys there are, how wide one is, and how wide a value is.
    var keys = length
    var size = query.rank == 5 ? query.shape[4] : query.shape[2] / heads
    var width = size
    if query.rank == 3 {
      guard query.shape[2] % heads == 0 else { throw .number("num_heads", heads) }
      if let key = use.optional(1) {
        switch key.rank {
        case 3: keys = key.shape[1]
        case 4: keys = key.shape[2]
        case 5: (keys, size, width) = (key.shape[1], key.shape[4], key.shape[4])
        default: throw .rank(input: 1, key.shape, expected: "three to five axes")
        }
      }
      if let value = use.optional(2) {
        switch value.rank {
        case 3: width = value.shape[2] / heads
        case 4: width = value.shape[3]
        default: throw .rank(input: 2, value.shape, expected: "three or four axes")
        }
      }
    }
    if let past = use.optional(6) {
      guard past.rank == 4 else { throw .rank(input: 6, past.shape, expected: "four axes") }
      keys = try Use.sum(keys, past.shape[2])
    }
    use.give(query.type, [batch, length, try Use.product(heads, width)])
    use.give(query.type, [batch, heads, keys, size])
    use.give(query.type, [batch, heads, keys, width])
    use.give(query.type, [batch, heads, length, keys])
  }

  private static let packedMultiHead: Rule = { (use: inout Use) throws(Misuse) in
    let query = try use.input(0)
    switch query.rank {
    case 2:
      let value = try use.input(2, rank: 2)
      use.give(query.type, [query.shape[0], value.shape[1]])
    case 4: use.give(query.type, [query.shape[0], try Use.product(query.shape[1], query.shape[3])])
    default: throw .rank(input: 0, query.shape, expected: "two or four axes")
    }
  }

  private static let groupQuery: Rule = { (use: inout Use) throws(Misuse) in
    let query = try use.input(0, rank: 3)
    let (heads, keyHeads) = (try use.count("num_heads"), try use.count("kv_num_heads"))
    guard heads % keyHeads == 0 else { throw .number("kv_num_heads", keyHeads) }
    // Without keys, queries, keys and values are side by side.
    let all = use.optional(1) == nil ? try Use.sum(heads, try Use.product(2, keyHeads)) : heads
    guard query.shape[2] % all == 0 else { throw .number("num_heads", heads) }
    let size = query.shape[2] / all
    use.give(query.type, [query.shape[0], query.shape[1], try Use.product(heads, size)])
    guard use.wanted > 1 else { return }
    let past = use.optional(3)
    if let past, past.rank != 4 { throw .rank(input: 3, past.shape, expected: "four axes") }
    let length = max(past?.shape[2] ?? 0, try use.integer(6))
    for _ in 0..<2 { use.give(past?.type ?? query.type, [query.shape[0], keyHeads, length, size]) }
    use.give(query.type, [query.shape[0], heads, query.shape[1], length])
  }
}
