// The same entries in another shape.
extension Rules {
  static let shaping: [String: Rule] = [
    "Identity": identity, "Reshape": reshape, "Flatten": flatten, "Squeeze": squeeze, "Unsqueeze": unsqueeze,
    "Transpose": transpose, "DepthToSpace": depthToSpace, "SpaceToDepth": spaceToDepth, "Dropout": dropout,
  ]

  private static let identity: Rule = { (use: inout Use) throws(Misuse) in
    use.outputs = [try use.input(0)]
  }

  /// Nothing is dropped unless an input says that the network is trained.
  private static let dropout: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    let isTraining = use.version >= 12 && use.optional(2).map { $0.known != .integers([0]) } ?? false
    use.isRandom = isTraining
    use.give(input.type, input.shape, isTraining ? nil : input.known)
    if use.wanted > 1 { use.give(use.version >= 10 ? .bool : input.type, input.shape) }
  }

  private static let reshape: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    let target = use.version < 5 ? try use.integers("shape") ?? [] : try use.integers(1)
    guard target.count <= Evaluator.mostAxes else { throw .tooLarge(target) }
    let shape = try reshaped(input.shape, to: target, keepsZero: try use.flag("allowzero"))
    use.give(input.type, shape, input.known)
  }

  /// A shape from the target of a reshape: 0 keeps an extent, unless a zero is meant, and one -1 takes the rest.
  static func reshaped(_ shape: [Int], to target: [Int], keepsZero: Bool) throws(Misuse) -> [Int] {
    var result = target
    var open: Int?
    for (axis, extent) in target.enumerated() {
      if extent == 0, !keepsZero {
        guard axis < shape.count else { throw .axis(axis, rank: shape.count) }
        result[axis] = shape[axis]
      } else if extent == -1 {
        guard open == nil else { throw .number("shape", -1) }
        open = axis
      } else if extent < 0 {
        throw .number("shape", extent)
      }
    }
    let count = try entries(shape)
    if let open {
      result[open] = 1
      let rest = try entries(result)
      guard rest > 0 ? count % rest == 0 : count == 0 else { throw .elements(from: shape, to: target) }
      result[open] = rest > 0 ? count / rest : 0
    }
    guard try entries(result) == count else { throw .elements(from: shape, to: target) }
    return result
  }

  /// How many entries a tensor has.
  static func entries(_ shape: [Int]) throws(Misuse) -> Int {
    shape.contains(0) ? 0 : try Use.product(shape)
  }

  private static let flatten: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    let given = try use.integer("axis", default: 1)
    let axis = given == input.rank ? given : input.rank == 0 ? given : try Use.axis(given, of: input.rank)
    guard axis >= 0, axis <= input.rank else { throw .axis(given, rank: input.rank) }
    let shape = [try Use.product(input.shape[..<axis]), try Use.product(input.shape[axis...])]
    use.give(input.type, shape, input.known)
  }

  private static let squeeze: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    let given = use.version < 13 ? try use.integers("axes") : try use.optionalIntegers(1)
    let axes: [Int]
    if let given {
      axes = try Use.axes(given, of: input.rank)
      for axis in axes where input.shape[axis] != 1 { throw .number("axes", axis) }
    } else {
      axes = input.shape.indices.filter { input.shape[$0] == 1 }
    }
    let shape = input.shape.indices.filter { !axes.contains($0) }.map { input.shape[$0] }
    use.give(input.type, shape, input.known)
  }

  private static let unsqueeze: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    guard let given = use.version < 13 ? try use.integers("axes") : try use.integers(1) else {
      throw .attribute("axes")
    }
    guard given.count <= Evaluator.mostAxes else { throw .tooLarge(given) }
    var shape = input.shape
    for axis in try Use.axes(given, of: input.rank + given.count).sorted() { shape.insert(1, at: axis) }
    use.give(input.type, shape, input.known)
  }

  private static let transpose: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    let given = try use.integers("perm") ?? input.shape.indices.reversed()
    guard given.count == input.rank else { throw .count("perm", given: given.count, needed: input.rank) }
    let order = try Use.axes(given, of: input.rank)
    let shape = order.map { input.shape[$0] }
    let strides = Numbers.strides(input.shape)
    use.give(
      input.type, shape, input.known?.picking(Numbers.indices(shape, steps: order.map { strides[$0] })))
  }

  private static let depthToSpace: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, rank: 4)
    let size = try use.count("blocksize")
    let area = try Use.product(size, size)
    guard input.shape[1] % area == 0 else { throw .number("blocksize", size) }
    let (height, width) = (try Use.product(input.shape[2], size), try Use.product(input.shape[3], size))
    use.give(input.type, [input.shape[0], input.shape[1] / area, height, width])
  }

  private static let spaceToDepth: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, rank: 4)
    let size = try use.count("blocksize")
    guard input.shape[2] % size == 0, input.shape[3] % size == 0 else { throw .number("blocksize", size) }
    let channels = try Use.product(input.shape[1], try Use.product(size, size))
    use.give(input.type, [input.shape[0], channels, input.shape[2] / size, input.shape[3] / size])
  }
}
