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

  /// The activation that is named in the step, on what it has so far.
  private func activate() throws(ImportFault) {
    let numbers = step.floats("activation_params") ?? []
    func number(_ index: Int, _ name: String, _ otherwise: Double) -> Double {
      index < numbers.count ? numbers[index] : step.number(name) ?? otherwise
    }
    let op: any Operator
    switch step.text("activation") {
    case "Relu"?: op = ReLU()
    case "Tanh"?: op = Tanh()
    case "Sigmoid"?: op = Sigmoid()
    case "LeakyRelu"?: op = LeakyReLU(number(0, "activation_alpha", 0.01))
    case "Clip"?: op = Clamp(min: number(0, "activation_alpha", 0), max: number(1, "activation_beta", 6))
    case "HardSigmoid"?: op = HardSigmoid()
    case nil, ""?: return
    case let name?: throw form("its activation is `\(name)`")
    }
    guard let output = step.output(0), let node = nodes[output] else { return }
    try set(add(op, to: [node]))
  }
}
