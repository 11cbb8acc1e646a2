import ArchGraph

/// A simple recurrent layer (Elman 1990).
public struct RNN: Operator {
  /// The number of features of the state.
  public var units: Int

  /// Whether a second layer runs backwards.
  public var bidirectional: Bool

  /// The function of each state.
  public var activation: Activation

  /// The biases.
  public var biases: RecurrentBiases

  /// The states to return.
  public var returns: RecurrentReturns

  /// The function of a state.
  public enum Activation: String, CaseIterable, Hashable, Sendable {
    /// The hyperbolic tangent.
    case tanh
    /// The rectifier.
    case relu
  }

  /// A simple recurrent layer.
  public init(
    _ units: Int, bidirectional: Bool = false, activation: Activation = .tanh, biases: RecurrentBiases = .two,
    returns: RecurrentReturns = .sequence
  ) {
    self.units = units
    self.bidirectional = bidirectional
    self.activation = activation
    self.biases = biases
    self.returns = returns
  }

  public static let signature = Signature(
    "rnn", .recurrent, "Simple recurrent layer: each state is computed from a token and the previous state.",
    inputs: .exactly(["x"], optional: ["state"]),
    arguments: Recurrence.arguments([
      .named(
        "activation", .word(Activation.allCases.map(\.rawValue)), default: "tanh", "the function of a state")
    ]), notes: Recurrence.notes)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    units = try arguments.integer("units")
    bidirectional = try arguments.boolean("bidirectional")
    activation = Activation(rawValue: try arguments.word("activation")) ?? .tanh
    biases = try arguments.biases()
    returns = try arguments.returns()
  }

  public var arguments: [ArgumentValue?] {
    [
      .integer(units), .boolean(bidirectional), .word(activation.rawValue), .word(biases.rawValue),
      .word(returns.rawValue),
    ]
  }

  var recurrence: Recurrence {
    Recurrence(gates: 1, units: units, bidirectional: bidirectional, biases: biases, returns: returns)
  }

  /// `[T, D]` becomes `[T, units]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    try recurrence.output(of: inputs, by: name)
  }

  /// `weight_ih [units, D]`, `weight_hh [units, units]` and the biases `[units]`, for each direction.
  public func parameters(of inputs: [Shape]) -> [Parameter] { recurrence.parameters(of: inputs[0]) }

  /// The two matrix products of a step and their sum; a call of the activation for each element of a state.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    recurrence.work(
      from: inputs, to: output, perState: [(activation == .tanh ? .transcendentals : .comparisons, 1)])
  }

  /// All tokens.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `h' = f((W x + b) + (U h + b'))`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    recurrence.run(over: inputs, weights, output: output) { x, h, _, weights in
      h.indices.map { unit in
        let sum = weights.gate(x, h, unit)
        return activation == .tanh ? sum.hyperbolicTangent() : N.maximum(sum, N(0))
      }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .standardised, axes: .rows, part: .layer,
      lastAxis: .features)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Both directions, both activations, every number of biases, one token.
  public static let specimens = [
    Specimen(RNN(3), on: [4, 2]), Specimen(RNN(2, bidirectional: true), on: [3, 3]),
    Specimen(RNN(2, activation: .relu, biases: .one), on: [3, 2]),
    Specimen(RNN(2, biases: .none, returns: .last), on: [3, 2]),
    Specimen(RNN(2, bidirectional: true, biases: .one, returns: .last), on: [4, 1]),
    Specimen(RNN(1), on: [1, 1]), Specimen(RNN(2), on: [[3, 2], [2]]),
    Specimen(
      RNN(2, bidirectional: true, activation: .relu, biases: .one, returns: .last), on: [[2, 3], [4]]),
  ]
}
