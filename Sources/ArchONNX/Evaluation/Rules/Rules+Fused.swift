// Operators that ONNX Runtime's optimiser fuses from several.
extension Rules {
  static let fused: [String: Rule] = [
    "FusedMatMul": fusedProduct, "TransposeMatMul": fusedProduct, "FusedMatMulActivation": fusedProduct,
    "FusedConv": { (use: inout Use) throws(Misuse) in try convolution(&use) },
    "FusedGemm": { (use: inout Use) throws(Misuse) in try general(&use) },
    "NhwcConv": lastConvolution, "NhwcFusedConv": lastConvolution,
    "ConvTransposeWithDynamicPads": { (use: inout Use) throws(Misuse) in
      try transposedConvolution(&use, pads: try use.optionalIntegers(2))
    },
    "NhwcMaxPool": { (use: inout Use) throws(Misuse) in try pool(&use, isLast: true) },
    "Gelu": same, "QuickGelu": same, "FastGelu": biased, "BiasGelu": biased, "BiasSplitGelu": splitGelu,
    "BiasAdd": same, "BiasSoftmax": same, "GroupNorm": same, "SkipGroupNorm": skipped, "Inverse": same,
    "LayerNormalization": standardRule("LayerNormalization"),
    "SimplifiedLayerNormalization": standardRule("SimplifiedLayerNormalization"),
    "SkipLayerNormalization": skipped, "SkipSimplifiedLayerNormalization": skipped,
    "EmbedLayerNormalization": embedded, "MatMulNBits": packedProduct, "MatMulBnb4": packedProduct,
    "Rfft": realFourier, "Irfft": inverseFourier, "Trilu": standardRule("Trilu"), "Pad": standardRule("Pad"),
    "GridSample": standardRule("GridSample"),
  ]

  /// A rule of the default domain in its newest form.
  static func standardRule(_ name: String) -> Rule {
    { (use: inout Use) throws(Misuse) in
      guard let rule = standard[name] else { throw .form(name) }
      var inner = Use(
        op: name, version: 25, attributes: use.attributes, inputs: use.inputs, wanted: use.wanted)
      try rule(&inner)
      use.outputs = inner.outputs
    }
  }

  /// Matrices that may be transposed, and stacks whose rows may come first.
  private static let fusedProduct: Rule = { (use: inout Use) throws(Misuse) in
    let (left, right) = (try use.input(0), try use.input(1))
    func turned(_ shape: [Int], _ turns: Bool, _ rotates: Bool) -> [Int] {
      var shape = shape
      guard shape.count > 1 else { return shape }
      if rotates { shape.insert(shape.removeFirst(), at: shape.count - 1) }
      if turns { shape.swapAt(shape.count - 1, shape.count - 2) }
      return shape
    }
    use.give(
      left.type,
      try product(
        turned(left.shape, try use.flag("transA"), try use.flag("transBatchA")),
        turned(right.shape, try use.flag("transB"), try use.flag("transBatchB"))))
  }

  /// A convolution of `[N, …, C]`.
  private static let lastConvolution: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 3)
    var inputs = use.inputs
    inputs[0]?.shape = [input.shape[0], input.shape[input.rank - 1]] + input.shape[1..<(input.rank - 1)]
    var inner = Use(op: "Conv", version: 11, attributes: use.attributes, inputs: inputs, wanted: 1)
    try convolution(&inner)
    let shape = inner.outputs[0].shape
    use.give(input.type, [shape[0]] + shape[2...] + [shape[1]])
  }

  private static let biased: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0)
    if let bias = use.optional(1), try Use.broadcast([input.shape, bias.shape]) != input.shape {
      throw .shapes([input.shape, bias.shape])
    }
    use.give(input.type, input.shape)
  }

  private static let splitGelu: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 1)
    guard input.shape[input.rank - 1] % 2 == 0 else { throw .number("bias", input.shape[input.rank - 1]) }
    use.give(input.type, input.shape.dropLast() + [input.shape[input.rank - 1] / 2])
  }

  /// Normalised sums, with the mean and the deviation of each row and the sum itself.
  private static let skipped: Rule = { (use: inout Use) throws(Misuse) in
    let (input, skip) = (try use.input(0, atLeast: 1), use.optional(use.op == "SkipGroupNorm" ? 3 : 1))
    guard let skip else { throw .missingInput(1) }
    guard try Use.broadcast([input.shape, skip.shape]) == input.shape else {
      throw .shapes([input.shape, skip.shape])
    }
    use.give(input.type, input.shape)
    if use.op != "SkipGroupNorm" {
      use.give(.float32, input.shape.dropLast() + [1])
      use.give(.float32, input.shape.dropLast() + [1])
    }
    use.give(input.type, input.shape)
  }

  private static let embedded: Rule = { (use: inout Use) throws(Misuse) in
    let (tokens, table) = (try use.input(0, rank: 2), try use.input(2, rank: 2))
    let shape = tokens.shape + [table.shape[1]]
    use.give(table.type, shape)
    use.give(.int32, [tokens.shape[0]])
    use.give(table.type, shape)
  }

  private static let packedProduct: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 1)
    let (depth, columns) = (try use.count("K"), try use.count("N"))
    guard input.shape[input.rank - 1] == depth else { throw .shapes([input.shape, [depth, columns]]) }
    use.give(input.type, input.shape.dropLast() + [columns])
  }

  private static let realFourier: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 1)
    use.give(input.type, input.shape.dropLast() + [input.shape[input.rank - 1] / 2 + 1, 2])
  }

  private static let inverseFourier: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 2)
    guard input.shape[input.rank - 1] == 2, input.shape[input.rank - 2] > 0 else {
      throw .rank(input: 0, input.shape, expected: "complex numbers")
    }
    use.give(input.type, input.shape.dropLast(2) + [try Use.product(2, input.shape[input.rank - 2] - 1)])
  }
}
