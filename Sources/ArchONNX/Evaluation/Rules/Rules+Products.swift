// Sums of products.
extension Rules {
  static let products: [String: Rule] = [
    "MatMul": { (use: inout Use) throws(Misuse) in
      use.give(try use.input(0).type, try product(try use.input(0).shape, try use.input(1).shape))
    },
    "MatMulInteger": { (use: inout Use) throws(Misuse) in
      use.give(.int32, try product(try use.input(0).shape, try use.input(1).shape))
    },
    "Gemm": { (use: inout Use) throws(Misuse) in try general(&use) },
    "Einsum": einsum, "Det": determinant,
  ]

  /// The shape of a product of matrices, of vectors as rows or columns, and of stacks of them.
  static func product(_ left: [Int], _ right: [Int]) throws(Misuse) -> [Int] {
    guard !left.isEmpty, !right.isEmpty else { throw .shapes([left, right]) }
    let (rows, columns) = (left.count > 1 ? left[left.count - 2] : nil, right.count > 1 ? right.last : nil)
    let depth = right.count > 1 ? right[right.count - 2] : right[0]
    guard left[left.count - 1] == depth else { throw .shapes([left, right]) }
    var shape: [Int]
    do throws(Misuse) {
      shape = try Use.broadcast([Array(left.dropLast(2)), Array(right.dropLast(2))])
    } catch {
      throw .shapes([left, right])
    }
    if let rows { shape.append(rows) }
    if let columns { shape.append(columns) }
    return shape
  }

  static func general(_ use: inout Use, type: ONNX.ElementType? = nil, weight index: Int = 1) throws(Misuse) {
    let (left, right) = (try use.input(0, rank: 2), try use.input(index, rank: 2))
    let (rows, depth) =
      try use.flag("transA") ? (left.shape[1], left.shape[0]) : (left.shape[0], left.shape[1])
    let (height, columns) =
      try use.flag("transB") ? (right.shape[1], right.shape[0]) : (right.shape[0], right.shape[1])
    guard depth == height else { throw .shapes([left.shape, right.shape]) }
    if index == 1, let bias = use.optional(2),
      try Use.broadcast([[rows, columns], bias.shape]) != [rows, columns]
    {
      throw .shapes([[rows, columns], bias.shape])
    }
    use.give(type ?? left.type, [rows, columns])
  }

  private static let determinant: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 2)
    guard input.shape[input.rank - 1] == input.shape[input.rank - 2] else {
      throw .rank(input: 0, input.shape, expected: "square matrices")
    }
    use.give(input.type, Array(input.shape.dropLast(2)))
  }

  private static let einsum: Rule = { (use: inout Use) throws(Misuse) in
    let equation = try use.string("equation", default: "").filter { $0 != " " }
    let shapes = try use.inputs.indices.map { index throws(Misuse) in try use.input(index).shape }
    guard let shape = try contraction(equation, shapes) else { throw .choice("equation", equation) }
    use.give(try use.input(0).type, shape)
  }

  /// The shape that an equation such as `bij,bjk->bik` gives; nil where it is not one for these shapes.
  private static func contraction(_ equation: String, _ shapes: [[Int]]) throws(Misuse) -> [Int]? {
    let letters = Array(equation)
    let arrow = letters.indices.dropLast().first { letters[$0] == "-" && letters[$0 + 1] == ">" }
    let terms = letters[..<(arrow ?? letters.count)].split(separator: ",", omittingEmptySubsequences: false)
      .map(Array.init)
    guard terms.count == shapes.count else { return nil }
    var extents: [Character: Int] = [:]
    var times: [Character: Int] = [:]
    var rests: [[Int]] = []
    for (term, shape) in zip(terms, shapes) {
      guard let (before, after) = parts(term) else { return nil }
      let named = before.count + (after?.count ?? 0)
      guard after == nil ? named == shape.count : named <= shape.count else { return nil }
      let places = Array(shape[..<before.count]) + Array(shape[(shape.count - (after?.count ?? 0))...])
      for (letter, extent) in zip(before + (after ?? []), places) {
        let known = extents[letter] ?? 1
        guard known == extent || known == 1 || extent == 1 else { throw .shapes(shapes) }
        extents[letter] = known == 1 ? extent : known
        times[letter, default: 0] += 1
      }
      if after != nil { rests.append(Array(shape[before.count..<(before.count + shape.count - named)])) }
    }
    let rest = try Use.broadcast(rests)
    guard let arrow else {
      return rest + times.filter { $0.value == 1 }.keys.sorted().compactMap { extents[$0] }
    }
    guard let (before, after) = parts(Array(letters[(arrow + 2)...])) else { return nil }
    let all = before + (after ?? [])
    guard all.allSatisfy({ extents[$0] != nil }), Set(all).count == all.count else { return nil }
    return before.compactMap { extents[$0] } + (after == nil ? [] : rest)
      + (after ?? []).compactMap { extents[$0] }
  }

  /// The letters before and after three points; nil after where there are none, nil for what is no term.
  private static func parts(_ term: [Character]) -> ([Character], [Character]?)? {
    guard let point = term.firstIndex(of: ".") else {
      return term.allSatisfy(\.isLetter) ? (term, nil) : nil
    }
    let (before, after) = (Array(term[..<point]), Array(term[point...].dropFirst(3)))
    guard term[point...].prefix(3) == [".", ".", "."], (before + after).allSatisfy(\.isLetter) else {
      return nil
    }
    return (before, after)
  }
}
