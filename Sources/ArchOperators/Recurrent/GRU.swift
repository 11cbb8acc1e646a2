import ArchGraph

/// Gated recurrent units (Cho and others 2014).
public struct GRU: Operator {
  /// The number of features of the state.
  public var units: Int

  /// Whether a second layer runs backwards.
  public var bidirectional: Bool

  /// Whether the reset gate acts after the matrix of the state.
  public var resetAfter: Bool

  /// The biases of each gate.
  public var biases: RecurrentBiases

  /// The states to return.
  public var returns: RecurrentReturns

  /// A layer of gated recurrent units.
  public init(
    _ units: Int, bidirectional: Bool = false, resetAfter: Bool = true, biases: RecurrentBiases = .two,
    returns: RecurrentReturns = .sequence
  ) {
    self.units = units
    self.bidirectional = bidirectional
    self.resetAfter = resetAfter
    self.biases = biases
    self.returns = returns
  }

  public static let signature = Signature(
    "gru", .recurrent, "Gated recurrent units: a recurrent layer with two gates.",
    inputs: .exactly(["x"], optional: ["state"]),
    arguments: Recurrence.arguments([
      .named(
        "reset_after", .boolean, default: true,
        "whether the reset gate acts after the matrix of the state, as in PyTorch, or before it")
    ]),
    notes: Recurrence.notes + [
      "The paper resets before the matrix; Keras then has one bias: `reset_after: false, biases: one`."
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    units = try arguments.integer("units")
    bidirectional = try arguments.boolean("bidirectional")
    resetAfter = try arguments.boolean("reset_after")
    biases = try arguments.biases()
    returns = try arguments.returns()
  }

  public var arguments: [ArgumentValue?] {
    [
      .integer(units), .boolean(bidirectional), .boolean(resetAfter), .word(biases.rawValue),
      .word(returns.rawValue),
    ]
  }

  var recurrence: Recurrence {
    Recurrence(gates: 3, units: units, bidirectional: bidirectional, biases: biases, returns: returns)
  }

  /// `[T, D]` becomes `[T, units]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    try recurrence.output(of: inputs, by: name)
  }

  /// `weight_ih [3*units, D]`, `weight_hh [3*units, units]` and the biases `[3*units]`, for each direction.
  public func parameters(of inputs: [Shape]) -> [Parameter] { recurrence.parameters(of: inputs[0]) }

  /// The two matrix products of a step and their sums for two gates and the candidate.
  ///
  /// For each element of a state two logistic functions, a hyperbolic tangent, a multiplication for the reset,
  /// and a subtraction, two multiplications and an addition that mix the new state.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    recurrence.work(
      from: inputs, to: output,
      perState: [
        (.subtractions, 2 + 1), (.exponentials, 2), (.additions, 2 + 1), (.divisions, 2),
        (.transcendentals, 1), (.multiplications, 1 + 2),
      ])
  }

  /// All tokens.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `h' = (1 - z)*n + z*h`, where `r` and `z` are logistic functions of a gate and `n` is the candidate.
  ///
  /// `n = tanh((W x + b) + r*(U h + b'))`, or `tanh((W x + b) + (U (r*h) + b'))` if the reset comes
  /// before. The rows are in the order `r, z, n`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    recurrence.run(over: inputs, weights, output: output) { x, h, _, weights in
      let count = h.count
      let reset = h.indices.map { weights.gate(x, h, $0).logistic() }
      let kept = resetAfter ? h : zip(reset, h).map { $0 * $1 }
      return h.indices.map { unit in
        let update = weights.gate(x, h, count + unit).logistic()
        let state = weights.state(kept, 2 * count + unit)
        let sum = weights.input(x, 2 * count + unit) + (resetAfter ? reset[unit] * state : state)
        return (N(1) - update) * sum.hyperbolicTangent() + update * h[unit]
      }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .standardised, axes: .rows, part: .layer,
      lastAxis: .features)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Both directions, both places of the reset, every number of biases, one token.
  public static let specimens = [
    Specimen(GRU(3), on: [4, 2]), Specimen(GRU(2, bidirectional: true), on: [3, 3]),
    Specimen(GRU(2, resetAfter: false), on: [3, 2]),
    Specimen(GRU(2, resetAfter: false, biases: .one), on: [3, 2]),
    Specimen(GRU(2, biases: .one, returns: .last), on: [3, 2]),
    Specimen(GRU(2, bidirectional: true, resetAfter: false, biases: .none, returns: .last), on: [3, 1]),
    Specimen(GRU(2, biases: .none), on: [2, 2]), Specimen(GRU(1), on: [1, 1]),
    Specimen(GRU(2), on: [[3, 2], [2]]),
    Specimen(GRU(2, resetAfter: false, biases: .one), on: [[1, 2], [2]]),
    Specimen(GRU(2, bidirectional: true, returns: .last), on: [[2, 3], [4]]),
  ]
}
