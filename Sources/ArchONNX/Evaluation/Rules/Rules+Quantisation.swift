// Integers that represent real numbers.
extension Rules {
  static let quantisation: [String: Rule] = [
    "QuantizeLinear": quantize, "DequantizeLinear": dequantize, "DynamicQuantizeLinear": dynamic,
    "QLinearConv": { (use: inout Use) throws(Misuse) in
      try convolution(&use, weight: 3, type: try use.input(7).type)
    },
    "QLinearMatMul": { (use: inout Use) throws(Misuse) in
      use.give(try use.input(7).type, try product(try use.input(0).shape, try use.input(3).shape))
    },
  ]

  private static let quantize: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    _ = try use.input(1)
    let declared = try use.type("output_dtype", default: .uint8)
    let type = use.optional(2)?.type ?? declared
    guard let range = type.integers, let known = input.known, let steps = try steps(of: use) else {
      return use.give(type, input.shape)
    }
    let numbers = known.doubles.enumerated().map { index, number -> Int? in
      let step = steps[index]
      let places = (number / step.scale).rounded(.toNearestOrEven) + step.zero
      return Numbers.integer(min(max(places, Double(range.lowerBound)), Double(range.upperBound)))
    }
    use.give(type, input.shape, Numbers.integers(numbers, type))
  }

  private static let dequantize: Rule = { (use: inout Use) throws(Misuse) in
    let (input, scale) = (try use.input(0), try use.input(1))
    let type = try use.type("output_dtype", default: scale.type)
    guard let known = input.known, let steps = try steps(of: use) else { return use.give(type, input.shape) }
    let numbers = known.doubles.enumerated().map { ($1 - steps[$0].zero) * steps[$0].scale }
    use.give(type, input.shape, Numbers.floats(numbers, type))
  }

  /// The step and the zero of each entry of a tensor.
  private struct Steps {
    var scales: [Double]
    var zeros: [Double]
    /// The index of each entry's step; empty if all have the same.
    var places: [Int]

    subscript(index: Int) -> (scale: Double, zero: Double) {
      let place = places.isEmpty ? 0 : places[index]
      return (scales[place], zeros.isEmpty ? 0 : zeros[place])
    }
  }

  /// The steps of a use: one, one per place of an axis, or one per block along it, or `nil` if they are not known.
  private static func steps(of use: Use) throws(Misuse) -> Steps? {
    let (input, scale, zero) = (try use.input(0), try use.input(1), use.optional(2))
    let block = try use.integer("block_size", default: 0)
    guard let scales = scale.known?.doubles, !scales.isEmpty, !input.shape.contains(0), block >= 0,
      zero == nil || zero?.known?.count == scales.count
    else { return nil }
    var steps = Steps(scales: scales, zeros: zero?.known?.doubles ?? [], places: [])
    if scales.count == 1, block == 0 { return steps }
    let axis = try Use.axis(try use.integer("axis", default: 1), of: input.rank)
    // How far a step along each axis moves among the scales.
    var jumps = Array(repeating: 0, count: input.rank)
    if block > 0 {
      let blocks = (input.shape[axis] - 1) / block + 1
      guard scale.rank == input.rank,
        input.shape.indices.allSatisfy({ scale.shape[$0] == ($0 == axis ? blocks : input.shape[$0]) })
      else { return nil }
      jumps = Numbers.strides(scale.shape)
    } else {
      guard scales.count == input.shape[axis] else { return nil }
      jumps[axis] = 1
    }
    let strides = Numbers.strides(input.shape)
    steps.places = (0..<(input.known?.count ?? 0)).map { index in
      jumps.indices.reduce(0) { place, other in
        let position = index / strides[other] % input.shape[other]
        return place + (other == axis && block > 0 ? position / block : position) * jumps[other]
      }
    }
    return steps
  }

  private static let dynamic: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    use.give(.uint8, input.shape)
    use.give(.float32, [])
    use.give(.uint8, [])
  }
}
