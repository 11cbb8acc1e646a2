import ArchGraph

// First states that are given, and what is given of the cell.
extension Recurrence {
  /// Whether each state has a cell beside it, as those of an LSTM have.
  var hasCells: Bool { gates == 4 }

  /// What a call says of first states.
  static let stateNote =
    "The first state is zero unless it is given: `state` is one `[units]`, or that of both directions side by side, as "
    + "`returns: last` gives it. The work is the same, since zeros are multiplied like any other state."

  /// The first states that are given, `[directions*units]` each: of an LSTM that of the cell too.
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

  /// The numbers of first states that are read.
  func stateReads(_ inputs: [Shape]) -> [[Factor]] {
    inputs.indices.dropFirst().map { index in
      let own = index == 1 ? projection.map { Factor("projection", $0) } : nil
      return (bidirectional ? [Factor("directions", 2)] : []) + [own ?? Factor("units", units)]
    }
  }

  /// What of first states the backward pass reads: of an LSTM the cell for all gradients but its own.
  ///
  /// - Parameter readers: what reads the state.
  func keptFirst(_ inputs: [Shape], for readers: Kept.Readers = .weights) -> [Kept] {
    inputs.indices.dropFirst().map {
      Kept(.input($0), for: $0 == 1 ? readers : .some(inputs: [0, 1], weights: true))
    }
  }

  /// The first state of a direction, or the first of its cell: zeros where none is given.
  func first<N: Number>(_ input: Int, _ direction: Int, of inputs: [Tensor<N>], width: Int) -> [N] {
    inputs.count > input
      ? Self.part(inputs[input], of: direction, width: width) : [N](repeating: N(0), count: width)
  }

  /// The part of a state of both directions that one has.
  static func part<N: Number>(_ state: Tensor<N>, of direction: Int, width: Int) -> [N] {
    Array(state.values[direction * width..<(direction + 1) * width])
  }
}
