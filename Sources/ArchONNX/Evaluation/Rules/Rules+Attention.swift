// Attention and related operators.
extension Rules {
  static let attention: [String: Rule] = ["Attention": scaled, "RotaryEmbedding": rotary]

  /// Queries `[B, Hq, T, d]`, keys `[B, Hk, S, d]` and values `[B, Hk, S, v]`, or with the heads in the last axis.
  private static let scaled: Rule = { (use: inout Use) throws(Misuse) in
    let (query, key, value) = (try use.input(0), try use.input(1), try use.input(2))
    let shapes = [query.shape, key.shape, value.shape]
    guard query.rank == 3 || query.rank == 4, key.rank == query.rank, value.rank == query.rank else {
      throw .shapes(shapes)
    }
    let isFlat = query.rank == 3
    let heads = isFlat ? try use.count("q_num_heads") : query.shape[1]
    let keyHeads = isFlat ? try use.count("kv_num_heads") : key.shape[1]
    func apart(_ operand: Operand, _ heads: Int) throws(Misuse) -> [Int] {
      guard isFlat else { return operand.shape }
      guard operand.shape[2] % heads == 0 else { throw .number("num_heads", heads) }
      return [operand.shape[0], heads, operand.shape[1], operand.shape[2] / heads]
    }
    let (q, k, v) = (try apart(query, heads), try apart(key, keyHeads), try apart(value, keyHeads))
    guard q[0] == k[0], k[0] == v[0], k[1] == v[1], k[2] == v[2], q[3] == k[3],
      keyHeads == 0 ? heads == 0 : heads % keyHeads == 0
    else { throw .shapes(shapes) }
    let pastKeys = try past(use, 4, like: k)
    let pastValues = try past(use, 5, like: v)
    guard pastKeys == pastValues else { throw .shapes([k, v]) }
    let length = try Use.sum(pastKeys, k[2])
    use.give(
      query.type, isFlat ? [q[0], q[2], try Use.product(heads, v[3])] : [q[0], heads, q[2], v[3]])
    use.give(key.type, [k[0], k[1], length, k[3]])
    use.give(value.type, [v[0], v[1], length, v[3]])
    use.give(query.type, [q[0], heads, q[2], length])
  }

  /// How many keys or values `[B, H, P, d]` already exist.
  static func past(_ use: Use, _ index: Int, like shape: [Int]) throws(Misuse) -> Int {
    guard let past = use.optional(index) else { return 0 }
    guard past.rank == 4, past.shape[0] == shape[0], past.shape[1] == shape[1], past.shape[3] == shape[3]
    else {
      throw .shapes([shape, past.shape])
    }
    return past.shape[2]
  }

  private static let rotary: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    guard input.rank == 3 || input.rank == 4 else {
      throw .rank(input: 0, input.shape, expected: "three or four axes")
    }
    use.give(input.type, input.shape)
  }
}
