import ArchAnalysis
import ArchExecution
import ArchGraph
import ArchOperators
import TestSupport
import Testing

/// An operator of whose backward pass one part is another, and the rest is that of another operator.
private struct AlteredGradient<Base: Differentiable>: Differentiable {
  /// What is altered.
  enum Part: CaseIterable, Hashable {
    case none
    /// The first number of the gradient by an input, and of that by a weight.
    case byInput, byWeights
    /// There is one more addition for the gradient by an input, and for that by the weights.
    case workByInput, workByWeights
    /// The first tensor is not kept; the output is kept besides.
    case keepsLess, keepsMore
  }

  var base: Base
  var part: Part

  init(_ base: Base, _ part: Part) {
    self.base = base
    self.part = part
  }

  init(_ arguments: Arguments) throws(ArgumentFault) { self.init(try Base(arguments), .none) }

  static var signature: Signature { Base.signature }
  static var specimens: [Specimen<AlteredGradient>] { [] }
  var arguments: [ArgumentValue?] { base.arguments }
  var traits: Traits { base.traits }
  func output(of inputs: [Shape]) throws(Misfit) -> OutputShape { try base.output(of: inputs) }
  func parameters(of inputs: [Shape]) -> [Parameter] { base.parameters(of: inputs) }
  func work(from inputs: [Shape], to output: Shape) -> Work { base.work(from: inputs, to: output) }
  func reach(from inputs: [Shape], to output: Shape) -> Reach { base.reach(from: inputs, to: output) }
  func placement(of inputs: [Shape]) -> Placement { base.placement(of: inputs) }
  func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    base.define(inputs, weights, output: output)
  }
  func saved<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>) -> [Tensor<N>] {
    base.saved(inputs, weights, output: output)
  }

  func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    var rule = base.backward(from: inputs, to: output)
    if part == .workByInput { rule.inputs[0]?[.additions].add([Factor("one", 1)]) }
    if part == .workByWeights { rule.weights[.additions].add([Factor("one", 1)]) }
    return rule
  }

  func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let kept = base.kept(from: inputs, to: output, by: keeper, batch: batch)
    switch part {
    case .keepsLess: return kept.filter { $0.source != .input(0) }
    case .keepsMore: return kept + [Kept(.output)]
    default: return kept
    }
  }

  func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    var gradients = base.adjoint(pass)
    func change(_ tensor: inout Tensor<N>?) {
      guard tensor?.values.isEmpty == false, let first = pass.gradient.values.first else { return }
      // Nothing is computed: only the value is another.
      tensor?.values[0] = first
    }
    if part == .byInput, !gradients.inputs.isEmpty { change(&gradients.inputs[0]) }
    if part == .byWeights, !gradients.weights.isEmpty { change(&gradients.weights[0]) }
    return gradients
  }
}

/// What an operator states wrong of its gradients is found by the law and by `validate --training`, each.
@Suite struct WrongGradientTests {
  private typealias Part = AlteredGradient<Conv>.Part

  /// A small network with an altered layer in its middle.
  private func network<Base: Differentiable>(
    _ base: Base, _ part: AlteredGradient<Base>.Part, on shape: Shape
  ) throws -> Graph {
    var builder = GraphBuilder("small")
    let input = try builder.input("x", shape)
    let first = try builder.apply(Bias(axis: 0), to: [input])
    let suspect = try builder.apply(AlteredGradient(base, part), to: [first], label: "suspect")
    let flat = try builder.apply(Flatten(), to: [try builder.apply(Tanh(), to: [suspect])])
    builder.output(try builder.apply(Dense(3), to: [flat]), named: nil)
    return builder.graph
  }

  private func check<Base: Differentiable>(_ base: Base, on shape: Shape, hasWeights: Bool = true) throws {
    for part in AlteredGradient<Base>.Part.allCases {
      if !hasWeights, part == .byWeights || part == .workByWeights { continue }
      let name = "\(base.call), \(part)"
      let faults = try GradientTrial(Specimen(AlteredGradient(base, part), on: shape)).faults
      #expect(faults.isEmpty == (part == .none), "\(name): \(faults)")
      let trial = try TrainingTrial(network(base, part, on: shape))
      #expect(trial.holds == (part == .none), "\(name)")
      // The layer is named, unless a gradient by its input is wrong: that shows in the weights before it.
      guard part != .none, part != .byInput else { continue }
      let graph = try network(base, part, on: shape)
      let named =
        trial.layers.filter { !$0.holds }.map(\.node) + trial.wrongGradients
      #expect(named.map { graph.path(of: $0) } == ["suspect"], "\(name)")
    }
  }

  /// What is an output twice, or goes into two softmaxes that a network ends in, is in the loss once.
  @Test func anOutputTwice() throws {
    for end in [
      "output a: hidden\noutput b: hidden", "output a: hidden -> softmax\noutput b: hidden -> softmax",
    ] {
      let graph = try expand("network n {\ninput x: [4]\nhidden: dense(3) -> tanh\n\(end)\n}\n")
      let trial = try TrainingTrial(graph)
      #expect(trial.holds, "\(end): \(trial.layers.filter { !$0.holds })")
    }
  }

  @Test func convolution() throws { try check(Conv(2, kernel: 3, padding: 1), on: [2, 4, 4]) }
  @Test func dense() throws { try check(Dense(4), on: [3, 5]) }
  @Test func norm() throws { try check(LayerNorm(), on: [3, 5]) }
  @Test func factors() throws { try check(Scale(), on: [3, 5]) }
  @Test func function() throws { try check(SiLU(), on: [3, 5], hasWeights: false) }
}
