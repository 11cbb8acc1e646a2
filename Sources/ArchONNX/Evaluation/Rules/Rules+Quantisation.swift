// Whole numbers that stand for real ones.
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
    let type = try use.type("output_dtype", default: use.optional(2)?.type ?? .uint8)
    use.give(use.optional(2)?.type ?? type, input.shape)
  }

  private static let dequantize: Rule = { (use: inout Use) throws(Misuse) in
    let (input, scale) = (try use.input(0), try use.input(1))
    use.give(try use.type("output_dtype", default: scale.type), input.shape)
  }

  private static let dynamic: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    use.give(.uint8, input.shape)
    use.give(.float32, [])
    use.give(.uint8, [])
  }
}
