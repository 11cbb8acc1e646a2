import ArchGraph
import ArchONNX
import ArchOperators

/// The fused operators that ONNX Runtime's optimiser writes.
extension Lowering {
  func fusedProduct() throws(ImportFault) {
    try product(
      transposeA: step.flag("transA"), transposeB: step.flag("transB"), factor: step.number("alpha") ?? 1)
  }

  func biasedGELU(_ approximation: GELU.Approximation) throws(ImportFault) {
    let input = try step.input(1) == nil ? value() : add(Bias(axis: -1), to: [value()], numbers: wholes([1]))
    try set(add(GELU(approximate: approximation), to: [input]))
  }

  func fusedConvolution() throws(ImportFault) {
    guard step.input(3) == nil else { throw form("it adds another value") }
    try convolution()
    try activate()
  }

  func fusedGemm() throws(ImportFault) {
    try gemm()
    try activate()
  }

  func fusedProductWithActivation() throws(ImportFault) {
    try fusedProduct()
    try activate()
  }

  /// A convolution whose channels are the last axis.
  func lastConvolution() throws(ImportFault) {
    guard step.input(3) == nil else { throw form("it adds another value") }
    try convolution()
    try activate()
  }

  /// A sum with a vector and another value.
  func biasedSum() throws(ImportFault) {
    try set(add(Add(), to: [add(Bias(axis: -1), to: [value()], numbers: wholes([1])), operand(2)]))
  }

  /// A gate of half of the features: `x*gelu(y)`.
  func splitGELU() throws(ImportFault) {
    let biased = try add(Bias(axis: -1), to: [value()], numbers: wholes([1]))
    let parts = try [0, 1].map { take throws(ImportFault) in
      try add(Split(2, take: take, axis: -1), to: [biased])
    }
    try set(add(Multiply(), to: [parts[0], add(GELU(), to: [parts[1]])]))
  }

  /// The softmax of a sum; a row is everything after the axis.
  func biasedSoftmax() throws(ImportFault) {
    let first = try axis(step.integer("axis") ?? 1)
    let sum = try add(Add(), to: [operand(0), operand(1)])
    let own = dimensions(sum)
    guard first < own.count - 1 else { return try set(add(Softmax(axis: -1), to: [sum])) }
    let rows = try reshaped(sum, to: own[..<first] + [own[first...].reduce(1, *)])
    try set(add(Softmax(axis: first == 0 ? nil : -1), to: [rows]))
  }

  /// The vectors of tokens, of their positions and of their segments, summed and normalised.
  func embeddedTokens() throws(ImportFault) {
    guard let output = step.output(0), shape(0).count == 2, step.input(8) == nil else {
      throw form("its positions are given")
    }
    let extents = example(output)
    guard extents.count == 2 else { throw form("its batch is not the first axis") }
    var parts = [try add(Embedding(shape(2)[0], shape(2)[1]), to: [value()], numbers: wholes([2]))]
    if shape(3).count == 2, let table = step.input(3) {
      let rows = try parameter(table, shape(3))
      parts.append(
        extents[0] == shape(3)[0] ? rows : try add(Slice(0, from: 0, to: extents[0]), to: [rows]))
    }
    if step.input(4) != nil, step.input(1) != nil {
      parts.append(try add(Embedding(shape(4)[0], shape(4)[1]), to: [value(1)], numbers: wholes([4])))
    }
    let sum = parts.count == 1 ? parts[0] : try add(Add(), to: parts)
    try set(sum, output: 2)
    try set(add(LayerNorm(epsilon: step.epsilon(1e-12)), to: [sum], numbers: wholes([5, 6])))
  }

  /// The activation named in the step, on the result so far.
  private func activate() throws(ImportFault) {
    let numbers = step.floats("activation_params") ?? []
    func number(_ index: Int, _ name: String, _ otherwise: Double) -> Double {
      index < numbers.count ? numbers[index] : step.number(name) ?? otherwise
    }
    guard let output = step.output(0), let node = nodes[output] else { return }
    let op: any Operator
    switch step.text("activation") {
    case "Relu"?: op = ReLU()
    case "Tanh"?: op = Tanh()
    case "Sigmoid"?: op = Sigmoid()
    case "LeakyRelu"?: op = LeakyReLU(number(0, "activation_alpha", 0.01))
    case "Clip"?: op = Clamp(min: number(0, "activation_alpha", 0), max: number(1, "activation_beta", 6))
    case "HardSigmoid"?:
      return try set(
        hardSigmoid(node, number(0, "activation_alpha", 0.2), number(1, "activation_beta", 0.5)))
    case nil, ""?: return
    case let name?: throw form("its activation is `\(name)`")
    }
    try set(add(op, to: [node]))
  }
}
