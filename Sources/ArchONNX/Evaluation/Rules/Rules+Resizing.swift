// Maps resized.
extension Rules {
  static let resizing: [String: Rule] = [
    "Resize": resize, "Upsample": upsample, "GridSample": gridSample, "AffineGrid": affineGrid,
    "CenterCropPad": cropPad,
  ]

  /// An extent times a factor, as runtimes compute it: in single precision, without the fraction.
  private static func scaled(_ extent: Int, _ scale: Double) throws(Misuse) -> Int {
    let result = Float(extent) * Float(scale)
    guard scale >= 0, result < 0x1p62 else { throw .number("scales", Numbers.integer(scale) ?? -1) }
    return Int(result)
  }

  private static func scaled(_ input: Operand, _ scales: [Double]) throws(Misuse) -> [Int] {
    guard scales.count == input.rank else { throw .count("scales", given: scales.count, needed: input.rank) }
    var shape: [Int] = []
    for (extent, scale) in zip(input.shape, scales) { shape.append(try scaled(extent, scale)) }
    return shape
  }

  private static let upsample: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    let scales: [Double]
    if use.version < 9 {
      guard case .floats(let given)? = use.attribute("scales") else { throw .attribute("scales") }
      scales = given.map(Double.init)
    } else {
      scales = try use.floats(1)
    }
    use.give(input.type, try scaled(input, scales))
  }

  private static let resize: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    if use.version < 11 { return use.give(input.type, try scaled(input, try use.floats(1))) }
    var along = Array(input.shape.indices)
    if let given = try use.integers("axes") { along = try Use.axes(given, of: input.rank) }
    var shape = input.shape
    if let sizes = use.optional(3), sizes.shape != [0] {
      let sizes = try extents(use, 3)
      guard sizes.count == along.count else { throw .count("sizes", given: sizes.count, needed: along.count) }
      let policy = try use.string("keep_aspect_ratio_policy", default: "stretch")
      guard ["stretch", "not_larger", "not_smaller"].contains(policy) else {
        throw .choice("keep_aspect_ratio_policy", policy)
      }
      let ratios = zip(along, sizes).map { Float($1) / Float(input.shape[$0]) }
      let ratio = policy == "not_larger" ? ratios.min() : ratios.max()
      for (axis, size) in zip(along, sizes) {
        guard policy != "stretch", let ratio else {
          shape[axis] = size
          continue
        }
        let extent = (ratio * Float(input.shape[axis])).rounded(.toNearestOrAwayFromZero)
        guard extent >= 0, extent < 0x1p62 else { throw .number("sizes", size) }
        shape[axis] = Int(extent)
      }
      return use.give(input.type, shape)
    }
    let scales = try use.floats(2)
    guard scales.count == along.count else {
      throw .count("scales", given: scales.count, needed: along.count)
    }
    for (axis, scale) in zip(along, scales) { shape[axis] = try scaled(input.shape[axis], scale) }
    use.give(input.type, shape)
  }

  private static let gridSample: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 3)
    let grid = try use.input(1, rank: input.rank)
    guard grid.shape[0] == input.shape[0], grid.shape[grid.rank - 1] == input.rank - 2 else {
      throw .shapes([input.shape, grid.shape])
    }
    use.give(input.type, Array(input.shape[..<2]) + grid.shape[1..<(grid.rank - 1)])
  }

  private static let affineGrid: Rule = { (use: inout Use) throws(Misuse) in
    let (angles, size) = (try use.input(0, rank: 3), try extents(use, 1))
    guard size.count == 4 || size.count == 5 else { throw .count("size", given: size.count, needed: 4) }
    guard angles.shape == [size[0], size.count - 2, size.count - 1] else {
      throw .shapes([angles.shape, size])
    }
    use.give(angles.type, [size[0]] + size[2...] + [size.count - 2])
  }

  private static let cropPad: Rule = { (use: inout Use) throws(Misuse) in
    let (input, target) = (try use.input(0), try extents(use, 1))
    var along = Array(input.shape.indices)
    if let given = try use.integers("axes") { along = try Use.axes(given, of: input.rank) }
    guard target.count == along.count else { throw .count("shape", given: target.count, needed: along.count) }
    var shape = input.shape
    for (axis, extent) in zip(along, target) { shape[axis] = extent }
    use.give(input.type, shape)
  }
}
