import ArchGraph

/// The common part of recurrent layers: matrices of the input and of the state for a number of gates.
struct Recurrence {
  /// The number of gates, each with its rows in the matrices.
  var gates: Int
  /// The number of features of the state.
  var units: Int
  /// Whether a second layer with separate weights runs from the last token to the first.
  var bidirectional: Bool
  /// The biases of each gate.
  var biases: RecurrentBiases
  /// The states to return.
  var returns: RecurrentReturns
  /// The number of features that a matrix projects each state to, for the next step and the output, or `nil` for none.
  var projection: Int?

  /// The arguments that all recurrent layers have, with those of one layer in between.
  static func arguments(_ own: [Signature.Argument] = [], hasCells: Bool = false) -> [Signature.Argument] {
    [
      .positional("units", .count(), "the number of features of the state"),
      .named("bidirectional", .boolean, default: false, "whether a second layer runs backwards"),
    ] + own + [
      .named(
        "biases", .word(RecurrentBiases.allCases.map(\.rawValue)), default: "two",
        "how many biases each gate has; PyTorch has two"),
      .named(
        "returns", .word((RecurrentReturns.allCases.filter { hasCells || $0 != .all }).map(\.rawValue)),
        default: "sequence",
        "the states of all steps, or the last of each direction"
          + (hasCells ? "; `all` is all states and a row more, the last of the cell" : "")),
    ]
  }

  /// Notes that apply to all recurrent layers.
  static let notes = [
    "`[tokens, features]` becomes `[tokens, units]`, or `[units]` with `returns: last`; both directions "
      + "lie side by side and have twice as many features.",
    stateNote,
  ]

  /// The extents of the output.
  ///
  /// - Parameter name: the name of the operator.
  func output(of inputs: [Shape], by name: String) throws(Misfit) -> OutputShape {
    guard let input = inputs.first else { throw .inputs(expected: "one input", found: 0) }
    guard input.element == .number else { throw .element(expected: .number, found: input) }
    guard input.rank == 2 else {
      throw .rank(expected: "a sequence of features, such as 128 x 512", found: input)
    }
    if let projection, projection >= units {
      throw .range(
        what: "`projection`", value: "\(projection)",
        allowed: "it must be less than the \(units) \(units == 1 ? "unit" : "units") of the state")
    }
    try checkStates(inputs, of: name)
    if returns == .all, !hasCells {
      throw .conflict(
        "`returns: all` puts the cell behind the states, and `\(name)` has none",
        help: "`returns: sequence` gives all states")
    }
    if returns == .all, projection != nil {
      throw .conflict(
        "`returns: all` puts the cell behind the states, and with a projection it has other features",
        help: "`returns: sequence` gives the states alone")
    }
    let own = outputs
    let features =
      bidirectional
      ? try Extent(.product([.named("directions", 2), .named(own.name, own.value)]))
      : Extent(own.name, own.value)
    switch returns {
    case .last: return .extents([features])
    case .sequence: return .extents([Extent("tokens", input[0]), features])
    case .all: return .extents([try Extent(.sum([.named("tokens", input[0]), .literal(1)])), features])
    }
  }

  /// `weight_ih [gates*units, D]`, `weight_hh [gates*units, units]`, `bias_ih` and `bias_hh [gates*units]`, with a
  /// projection `weight_hr [projection, units]`; the same again for the other direction.
  func parameters(of input: Shape) -> [Parameter] {
    let rows = gates == 1 ? self.rows : Factor("gate_units", gates * units)
    return (bidirectional ? ["", "_reverse"] : [""]).flatMap { direction in
      var parameters = [
        Parameter("weight_ih" + direction, [rows, features(input)], use: .product(over: 1..<2)),
        Parameter("weight_hh" + direction, [rows, outputs], use: .product(over: 1..<2)),
      ]
      if biases != .none { parameters.append(Parameter("bias_ih" + direction, [rows], use: .shift)) }
      if biases == .two { parameters.append(Parameter("bias_hh" + direction, [rows], use: .shift)) }
      if projection != nil {
        parameters.append(
          Parameter("weight_hr" + direction, [outputs, self.rows], use: .product(over: 1..<2)))
      }
      return parameters
    }
  }

  private var rows: Factor { Factor("units", units) }
  /// The features of a state as the next step and the output see it.
  private var outputs: Factor { projection.map { Factor("projection", $0) } ?? rows }
  private func features(_ input: Shape) -> Factor { Factor("in_features", input[1]) }

  /// The elements of the states of all steps.
  private func states(_ input: Shape) -> [Factor] {
    (bidirectional ? [Factor("directions", 2)] : []) + [Factor("tokens", input[0]), rows]
  }

  /// The matrix products and the sums of each gate, and some operations for each element of a state.
  func work(from inputs: [Shape], to output: Shape, perState: [(kind: Work.Kind, count: Int)]) -> Work {
    let input = inputs[0]
    let states = states(input)
    let gates = gates == 1 ? [] : [Factor("gates", gates)]
    var work = Work()
    work[.multiplyAdds] = Count(gates, [features(input)], states) + Count(gates, [outputs], states)
    if projection != nil { work[.multiplyAdds].add([outputs] + states) }
    work[.additions] = Count([Factor("sums_per_gate", biases.count + 1)], gates, states)
    for (kind, count) in perState {
      let term = count == 1 ? Count(states) : Count([Factor("per_state", count)], states)
      work[kind] = work[kind] + term
    }
    work[.weightReads] = parameters(of: input).count(.weight)
    work[.activationReads] = Count([Factor("tokens", input[0]), features(input)])
    for state in stateReads(inputs) { work[.activationReads].add(state) }
    let width = (bidirectional ? [Factor("directions", 2)] : []) + [outputs]
    work[.writes] = Count(returns == .last ? [] : [Factor("tokens", input[0])], width)
    if returns == .all { work[.writes].add(width) }
    return work
  }
}

extension Arguments {
  /// The biases of a recurrent layer.
  func biases() throws(ArgumentFault) -> RecurrentBiases {
    RecurrentBiases(rawValue: try word("biases")) ?? .two
  }

  /// The output of a recurrent layer.
  func returns() throws(ArgumentFault) -> RecurrentReturns {
    RecurrentReturns(rawValue: try word("returns")) ?? .sequence
  }
}
