import ArchGraph

/// Long short-term memory (Hochreiter and Schmidhuber 1997, with the forget gate of Gers and others 2000).
public struct LSTM: Operator {
  /// The number of features of the state.
  public var units: Int

  /// Whether a second layer runs backwards.
  public var bidirectional: Bool

  /// The biases of each gate.
  public var biases: RecurrentBiases

  /// The states to return.
  public var returns: RecurrentReturns

  /// The number of features that a matrix projects each state to, or `nil` for none.
  public var projection: Int?

  /// A layer of long short-term memory.
  public init(
    _ units: Int, bidirectional: Bool = false, biases: RecurrentBiases = .two,
    returns: RecurrentReturns = .sequence, projection: Int? = nil
  ) {
    self.projection = projection
    self.units = units
    self.bidirectional = bidirectional
    self.biases = biases
    self.returns = returns
  }

  public static let signature = Signature(
    "lstm", .recurrent, "Long short-term memory: a recurrent layer with a cell and three gates.",
    inputs: .exactly(["x"], optional: ["state", "cell"]),
    arguments: Recurrence.arguments(hasCells: true) + [
      .named(
        "projection", .count(), otherwise: "none",
        "the features that a matrix projects each state to, fewer than the units")
    ],
    notes: Recurrence.notes + [
      "`lstm(64, state: h, cell: c)` begins at a state and a cell that are given. With `returns: all` there is a row more, "
        + "`[tokens + 1, units]`: the cell after the last token of each direction, behind the states of all steps; `slice` "
        + "takes what is wanted of it.",
      "No peepholes. Keras has one bias (`biases: one`).",
      "With `projection` the next step and the output see `weight_hr h` instead of the state (Sak and others "
        + "2014), PyTorch's `proj_size`.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    units = try arguments.integer("units")
    bidirectional = try arguments.boolean("bidirectional")
    biases = try arguments.biases()
    returns = try arguments.returns()
    projection = try arguments.optionalInteger("projection")
  }

  public var arguments: [ArgumentValue?] {
    [
      .integer(units), .boolean(bidirectional), .word(biases.rawValue), .word(returns.rawValue),
      projection.map { .integer($0) },
    ]
  }

  var recurrence: Recurrence {
    Recurrence(
      gates: 4, units: units, bidirectional: bidirectional, biases: biases, returns: returns,
      projection: projection)
  }

  /// `[T, D]` becomes `[T, units]`, or `[T, projection]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    try recurrence.output(of: inputs, by: name)
  }

  /// `weight_ih [4*units, D]`, `weight_hh [4*units, units]` and the biases `[4*units]`, for each direction; with a
  /// projection `weight_hh [4*units, projection]`, and `weight_hr [projection, units]` after the biases.
  public func parameters(of inputs: [Shape]) -> [Parameter] { recurrence.parameters(of: inputs[0]) }

  /// The two matrix products of a step and their sums for four gates, and the product of a projection.
  ///
  /// For each element of a state three logistic
  /// functions, two hyperbolic tangents, three multiplications and an addition.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    recurrence.work(
      from: inputs, to: output,
      perState: [
        (.subtractions, 3), (.exponentials, 3), (.additions, 3 + 1), (.divisions, 3), (.transcendentals, 2),
        (.multiplications, 3),
      ])
  }

  /// All tokens.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `c' = f*c + i*g`, `h' = o*tanh(c')`; `i`, `f` and `o` are logistic functions of a gate, `g` is a
  /// hyperbolic tangent, and their rows are in the order `i, f, g, o`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    recurrence.run(over: inputs, weights, output: output) { x, h, cell, weights in
      let count = cell.count
      return cell.indices.map { unit in
        let input = weights.gate(x, h, unit).logistic()
        let forget = weights.gate(x, h, count + unit).logistic()
        let candidate = weights.gate(x, h, 2 * count + unit).hyperbolicTangent()
        let out = weights.gate(x, h, 3 * count + unit).logistic()
        cell[unit] = forget * cell[unit] + input * candidate
        return out * cell[unit].hyperbolicTangent()
      }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .standardised, axes: .rows, part: .layer,
      lastAxis: .features)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Both directions, every number of biases, all states and the last, projections, one token.
  public static let specimens = [
    Specimen(LSTM(3), on: [4, 2]), Specimen(LSTM(2, bidirectional: true), on: [3, 3]),
    Specimen(LSTM(2, biases: .one), on: [3, 2]), Specimen(LSTM(2, biases: .none), on: [2, 3]),
    Specimen(LSTM(2, returns: .last), on: [3, 2]),
    Specimen(LSTM(2, bidirectional: true, biases: .none, returns: .last), on: [3, 1]),
    Specimen(LSTM(1), on: [1, 1]), Specimen(LSTM(4, projection: 2), on: [3, 2]),
    Specimen(LSTM(3, bidirectional: true, biases: .one, projection: 2), on: [3, 2]),
    Specimen(LSTM(2, biases: .none, returns: .last, projection: 1), on: [2, 3]),
    Specimen(LSTM(3, bidirectional: true, returns: .last, projection: 1), on: [1, 2]),
    Specimen(LSTM(2), on: [[3, 2], [2], [2]]), Specimen(LSTM(2, returns: .all), on: [3, 2]),
    Specimen(LSTM(2, bidirectional: true, returns: .all), on: [[3, 2], [4], [4]]),
    Specimen(LSTM(2, biases: .one, returns: .all), on: [[1, 2], [2], [2]]),
    Specimen(LSTM(3, bidirectional: true, returns: .last, projection: 2), on: [[2, 2], [4], [6]]),
  ]
}
