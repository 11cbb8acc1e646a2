// Quantised forms that ONNX Runtime's optimiser writes.
extension Rules {
  static let fusedQuantisation: [String: Rule] = [
    "QLinearAdd": pair, "QLinearMul": pair, "QLinearLeakyRelu": same, "QLinearSigmoid": same,
    "QLinearSoftmax": same, "QLinearConcat": quantizedConcat, "QLinearGlobalAveragePool": quantizedGlobal,
    "QLinearAveragePool": { (use: inout Use) throws(Misuse) in
      try pool(&use, isLast: try use.flag("channels_last"))
    },
    "QLinearConv": quantizedConvolution, "QGemm": quantizedGeneral,
    "QLinearWhere": { (use: inout Use) throws(Misuse) in
      let shapes = [try use.input(0).shape, try use.input(1).shape, try use.input(4).shape]
      use.give(try use.input(1).type, try Use.broadcast(shapes))
    },
    "DynamicQuantizeMatMul": { (use: inout Use) throws(Misuse) in
      use.give(try use.input(0).type, try product(try use.input(0).shape, try use.input(1).shape))
    },
    "MatMulIntegerToFloat": { (use: inout Use) throws(Misuse) in
      use.give(try use.input(2).type, try product(try use.input(0).shape, try use.input(1).shape))
    },
    "QuantizeLinear": standardRule("QuantizeLinear"), "DequantizeLinear": standardRule("DequantizeLinear"),
  ]

  private static let pair: Rule = { (use: inout Use) throws(Misuse) in
    let (one, other) = (try use.input(0), try use.input(3))
    use.give(one.type, try Use.broadcast([one.shape, other.shape]))
  }

  /// Scale and zero of the output, then tensor, scale and zero of each part.
  private static let quantizedConcat: Rule = { (use: inout Use) throws(Misuse) in
    let parts = stride(from: 2, to: use.inputs.count, by: 3).map { use.inputs[$0] }
    guard let first = parts.first ?? nil else { throw .missingInput(2) }
    guard let given = try use.integer("axis") else { throw .attribute("axis") }
    let axis = try Use.axis(given, of: first.rank)
    var shape = first.shape
    for part in parts.dropFirst() {
      guard let part, part.rank == first.rank,
        shape.indices.allSatisfy({ $0 == axis || shape[$0] == part.shape[$0] })
      else {
        throw .shapes(parts.compactMap { $0?.shape })
      }
      shape[axis] = try Use.sum(shape[axis], part.shape[axis])
    }
    use.give(first.type, shape)
  }

  private static let quantizedGlobal: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 3)
    let ones = Array(repeating: 1, count: input.rank - 2)
    let isLast = try use.flag("channels_last")
    use.give(
      input.type,
      isLast ? [input.shape[0]] + ones + [input.shape[input.rank - 1]] : input.shape[..<2] + ones)
  }

  private static let quantizedConvolution: Rule = { (use: inout Use) throws(Misuse) in
    let input = try use.input(0, atLeast: 3)
    let isLast = try use.flag("channels_last")
    var inputs = use.inputs
    if isLast {
      inputs[0]?.shape = [input.shape[0], input.shape[input.rank - 1]] + input.shape[1..<(input.rank - 1)]
    }
    var inner = Use(op: "QLinearConv", version: 10, attributes: use.attributes, inputs: inputs, wanted: 1)
    try convolution(&inner, weight: 3, type: try use.input(7).type)
    let shape = inner.outputs[0].shape
    use.give(inner.outputs[0].type, isLast ? [shape[0]] + shape[2...] + [shape[1]] : shape)
  }

  private static let quantizedGeneral: Rule = { (use: inout Use) throws(Misuse) in
    try general(&use, type: use.optional(8)?.type ?? .float32, weight: 3)
  }
}
