import ArchGraph

// Given initial states, and those of the cell.
extension Recurrence {
  /// Whether each state comes with a cell, as in an LSTM.
  var hasCells: Bool { gates == 4 }

  /// The note on initial states.
  static let stateNote =
    "The first state is zero unless it is given: `state` is one `[units]`, or that of both directions side by side, as "
    + "`returns: last` gives it. The work is the same, since zeros are multiplied like any other state."

  /// The given initial states, `[directions*units]` each: for an LSTM also that of the cell.
  ///
  /// - Throws: what is wrong with them.
  func checkStates(_ inputs: [Shape], of name: String) throws(Misfit) {
    guard inputs.count == 1 || inputs.count == (hasCells ? 3 : 2) else {
      throw .inputs(
        expected: hasCells
          ? "a sequence, or a sequence with its first state and cell"
          : "a sequence, and perhaps its first state",
        found: inputs.count)
    }
    for (index, state) in inputs.enumerated().dropFirst() {
      guard state.element == .number else { throw .element(expected: .number, found: state) }
      let own = index == 1 ? projection ?? units : units
      let width = CheckedInteger(own) * CheckedInteger(bidirectional ? 2 : 1)
      guard state.rank == 1, CheckedInteger(state[0]) == width else {
        throw .conflict(
          "the first \(index == 1 ? "state" : "cell") of `\(name)` is \(state)",
          help:
            "it has \(bidirectional ? "\(own) numbers for each direction" : "\(own) numbers"), as the last one has"
        )
      }
    }
  }

  /// The numbers of initial states that are read.
  func stateReads(_ inputs: [Shape]) -> [[Factor]] {
    inputs.indices.dropFirst().map { index in
      let own = index == 1 ? projection.map { Factor("projection", $0) } : nil
      return (bidirectional ? [Factor("directions", 2)] : []) + [own ?? Factor("units", units)]
    }
  }

  /// The initial states that the backward pass reads: for an LSTM, the cell for all gradients but its own.
  ///
  /// - Parameter readers: the readers of the state.
  func keptFirst(_ inputs: [Shape], for readers: Kept.Readers = .weights) -> [Kept] {
    inputs.indices.dropFirst().map {
      Kept(.input($0), for: $0 == 1 ? readers : .some(inputs: [0, 1], weights: true))
    }
  }

  /// The initial state of a direction, or that of its cell: zeros if none is given.
  func first<N: Number>(_ input: Int, _ direction: Int, of inputs: [Tensor<N>], width: Int) -> [N] {
    inputs.count > input
      ? Self.part(inputs[input], of: direction, width: width) : [N](repeating: N(0), count: width)
  }

  /// The part of a state of both directions that belongs to one.
  static func part<N: Number>(_ state: Tensor<N>, of direction: Int, width: Int) -> [N] {
    Array(state.values[direction * width..<(direction + 1) * width])
  }
}
