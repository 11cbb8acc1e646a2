// Tensors made from nothing, from shapes, or at random.
extension Rules {
  static let making: [String: Rule] = [
    "Constant": constant, "ConstantOfShape": constantOfShape, "EyeLike": eye, "Range": range,
    "Shape": shapeOf,
    "Size": sizeOf, "RandomNormal": chance, "RandomUniform": chance, "RandomNormalLike": chanceLike,
    "RandomUniformLike": chanceLike, "Bernoulli": chanceLike, "Multinomial": multinomial, "OneHot": oneHot,
    "BlackmanWindow": window, "HammingWindow": window, "HannWindow": window, "MelWeightMatrix": mel,
  ]

  private static let constant: Rule = { (use: inout Use) throws(Misuse) in
    for attribute in use.attributes {
      switch (attribute.name, attribute.value) {
      case ("value", .tensor(let tensor)): return use.give(tensor.type, tensor.dimensions, tensor.known)
      case ("value_float", .float(let number)): return use.give(.float32, [], .floats([Double(number)]))
      case ("value_int", .integer(let number)): return use.give(.int64, [], .integers([number]))
      case ("value_string", .string): return use.give(.string, [])
      case ("value_floats", .floats(let numbers)):
        return use.give(.float32, [numbers.count], few(numbers).map { .floats($0.map(Double.init)) })
      case ("value_floats", .integers(let numbers)) where numbers.isEmpty:
        return use.give(.float32, [0], .floats([]))
      case ("value_ints", .integers(let numbers)):
        return use.give(.int64, [numbers.count], few(numbers).map { .integers($0) })
      case ("value_ints", .floats(let numbers)) where numbers.isEmpty:
        return use.give(.int64, [0], .integers([]))
      case ("value_strings", .strings(let texts)): return use.give(.string, [texts.count])
      case ("sparse_value", .sparse(let shape, let type)): return use.give(type, shape)
      default: continue
      }
    }
    throw .attribute("value")
  }

  static func few<Number>(_ numbers: [Number]) -> [Number]? {
    numbers.count <= Numbers.most ? numbers : nil
  }

  private static let constantOfShape: Rule = { (use: inout Use) throws(Misuse) in
    let shape = try extents(use, 0)
    var (type, known) = (ONNX.ElementType.float32, FlatModel.Known?.some(.floats([0])))
    switch use.attribute("value") {
    case nil: break
    case .tensor(let tensor): (type, known) = (tensor.type, tensor.known)
    default: throw .attribute("value")
    }
    use.isConstant = true
    use.give(type, shape, Numbers.few(shape).flatMap { known?.repeated($0) })
  }

  /// An input's numbers as a shape.
  static func extents(_ use: Use, _ index: Int) throws(Misuse) -> [Int] {
    let shape = try use.integers(index)
    for extent in shape where extent < 0 { throw .number("extent", extent) }
    guard shape.count <= Evaluator.mostAxes else { throw .tooLarge(shape) }
    return shape
  }

  private static let eye: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, rank: 2)
    let type = try use.type("dtype", default: input.type)
    let offset = try use.integer("k", default: 0)
    use.isConstant = true
    var known: FlatModel.Known?
    if Numbers.few(input.shape) != nil {
      var values: [Int] = []
      for row in 0..<input.shape[0] {
        for column in 0..<input.shape[1] { values.append(column - row == offset ? 1 : 0) }
      }
      known = converted(.integers(values), to: type)
    }
    use.give(type, input.shape, known)
  }

  private static let range: Rule = { (use: inout Use) throws(Misuse) in
    let (start, limit, step) = (try use.input(0), try use.input(1), try use.input(2))
    for (index, operand) in [start, limit, step].enumerated() {
      guard let known = operand.known else { throw .unknownNumbers(input: index) }
      guard known.count == 1 else { throw .rank(input: index, operand.shape, expected: "a single number") }
    }
    if case (.integers(let start), .integers(let limit), .integers(let step)) = (
      start.known, limit.known, step.known
    ) {
      guard step[0] != 0 else { throw .number("delta", 0) }
      let span = try Use.difference(limit[0], start[0])
      guard step[0] != Int.min else { throw .number("delta", step[0]) }
      let length = span.magnitude
      let count =
        (span < 0) == (step[0] < 0)
        ? length / step[0].magnitude + (length % step[0].magnitude == 0 ? 0 : 1) : 0
      guard let count = Int(exactly: count) else { throw .tooLarge([span]) }
      let known: FlatModel.Known? =
        count <= Numbers.most ? .integers((0..<count).map { start[0] + $0 * step[0] }) : nil
      return use.give(use.inputs[0]?.type ?? .int64, [count], known)
    }
    let numbers = [start, limit, step].compactMap(\.known).map { $0.doubles[0] }
    let count = ((numbers[1] - numbers[0]) / numbers[2]).rounded(.up)
    guard numbers[2] != 0, let count = Int(exactly: max(count, 0)) else { throw .number("delta", 0) }
    let known =
      count <= Numbers.most
      ? Numbers.floats((0..<count).map { numbers[0] + Double($0) * numbers[2] }, start.type) : nil
    use.give(start.type, [count], known)
  }

  private static let shapeOf: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    let bound = { (axis: Int) in
      min(max(axis < 0 ? max(axis, -input.rank) + input.rank : axis, 0), input.rank)
    }
    let start = bound(try use.integer("start", default: 0))
    let end = bound(try use.integer("end", default: input.rank))
    let shape = Array(input.shape[start..<max(start, end)])
    use.give(.int64, [shape.count], .integers(shape))
  }

  private static let sizeOf: Rule = { (use: inout Use) throws(Misuse) in
    let shape = try use.input(0).shape
    use.give(.int64, [], .integers([shape.contains(0) ? 0 : try Use.product(shape)]))
  }

  private static let chance: Rule = { (use: inout Use) throws(Misuse) in
    use.isRandom = true
    guard let shape = try use.integers("shape") else { throw .attribute("shape") }
    for extent in shape where extent < 0 { throw .number("shape", extent) }
    use.give(try use.type("dtype", default: .float32), shape)
  }

  private static let chanceLike: Rule = { (use: inout Use) throws(Misuse) in
    use.isRandom = true
    let input = try use.input(0)
    use.give(try use.type("dtype", default: input.type), input.shape)
  }

  private static let multinomial: Rule = { (use: inout Use) throws(Misuse) in
    use.isRandom = true
    let input = try use.input(0, rank: 2)
    let count = try use.integer("sample_size", default: 1)
    guard count >= 0 else { throw .number("sample_size", count) }
    use.give(try use.type("dtype", default: .int32), [input.shape[0], count])
  }

  private static let oneHot: Rule = { (use: inout Use) throws(Misuse) in
    let (indices, depth, values) = (try use.input(0), try use.floats(1), try use.input(2))
    guard depth.count == 1, let extent = Numbers.integer(depth[0]), extent >= 0 else {
      throw .number("depth", depth.first.flatMap(Numbers.integer) ?? 0)
    }
    let axis = try Use.axis(try use.integer("axis", default: -1), of: indices.rank + 1)
    var shape = indices.shape
    shape.insert(extent, at: axis)
    var known: FlatModel.Known?
    if axis == indices.rank, let all = Numbers.few(shape), all > 0,
      case .integers(let places) = indices.known,
      let numbers = values.known, numbers.count == 2
    {
      known = numbers.picking(
        places.flatMap { place in (0..<extent).map { $0 == (place < 0 ? place &+ extent : place) ? 1 : 0 } })
    }
    use.give(values.type, shape, known)
  }

  private static let window: Rule = { (use: inout Use) throws(Misuse) in
    let size = try use.integer(0)
    guard size >= 0 else { throw .number("size", size) }
    use.isConstant = true
    use.give(try use.type("output_datatype", default: .float32), [size])
  }

  private static let mel: Rule = { (use: inout Use) throws(Misuse) in
    let (bins, length) = (try use.integer(0), try use.integer(1))
    guard bins >= 0 else { throw .number("num_mel_bins", bins) }
    guard length >= 0 else { throw .number("dft_length", length) }
    use.isConstant = true
    use.give(try use.type("output_datatype", default: .float32), [length / 2 + 1, bins])
  }
}
