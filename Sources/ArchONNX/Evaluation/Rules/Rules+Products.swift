import ArchGraph

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
    let equation = try use.string("equation", default: "")
    let shapes = try use.inputs.indices.map { index throws(Misuse) in try use.input(index).shape }
    guard let shape = try contraction(equation, shapes) else { throw .choice("equation", equation) }
    use.give(try use.input(0).type, shape)
  }

  /// The shape given by an equation such as `bij,bjk->bik`, or `nil` if the equation does not fit these shapes.
  private static func contraction(_ equation: String, _ shapes: [[Int]]) throws(Misuse) -> [Int]? {
    guard let axes = (try? EinsumEquation(equation))?.axes(ranks: shapes.map(\.count)) else { return nil }
    var extents: [Character: Int] = [:]
    for (letter, extent) in zip(axes.factors, shapes).flatMap({ zip($0, $1) }) {
      let known = extents[letter] ?? 1
      guard known == extent || known == 1 || extent == 1 else { throw .shapes(shapes) }
      extents[letter] = known == 1 ? extent : known
    }
    return axes.result.map { extents[$0] ?? 1 }
  }
}
