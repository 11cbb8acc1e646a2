import ArchGraph
import ArchONNX
import ArchOperators

/// The steps of a recurrent layer one by one, as its formulas have them.
extension Lowering {
  /// The layers of every step of a sequence.
  ///
  /// - Parameters:
  ///   - index: which sequence of an example it is.
  ///   - count: how many there are.
  func steps(
    _ recurrent: Recurrent, over sequence: Node.ID, _ index: Int, of count: Int
  ) throws(ImportFault) -> RecurrentStates {
    let units = recurrent.units
    let tokens = dimensions(sequence)[0]
    var (all, last, cells): ([[Node.ID]], [Node.ID], [Node.ID]) = ([], [], [])
    for direction in 0..<recurrent.directions {
      let products = try add(
        Dense(gates * units, bias: step.input(3) != nil), to: [sequence], weights: [1, 2, 3],
        numbers: [rows(1, units, [dimensions(sequence)[1]], direction, of: gates, Array(0..<gates))]
          + shift(units, direction, Array(0..<gates)), part: 4 * direction + 1)
      var state = try first(5, recurrent, direction, index, of: count)
      var cell = step.op == "LSTM" ? try first(6, recurrent, direction, index, of: count) : nil
      var states: [Node.ID?] = Array(repeating: nil, count: tokens)
      let isBackward = recurrent.isReverse || direction == 1
      for round in 0..<tokens {
        let token = isBackward ? tokens - 1 - round : round
        let given = try reshaped(
          tokens == 1 ? products : add(Slice(0, from: token, to: token + 1), to: [products]),
          to: [gates * units])
        let before: Node.ID = if let state { state } else { try zero(given, units) }
        switch step.op {
        case "LSTM":
          let memory: Node.ID = if let cell { cell } else { try zero(given, units) }
          let next = try cellStep(given, before, memory, units, direction)
          (state, cell) = (next.state, next.cell)
        case "GRU": state = try gatedStep(given, before, units, direction)
        default:
          let sum = try add(Add(), to: [given, fromState(before, 0..<1, units, direction)])
          state = try add(recurrent.activation == .relu ? ReLU() : Tanh(), to: [sum])
        }
        states[token] = state
      }
      all.append(states.compactMap { $0 })
      if let state { last.append(state) }
      if let cell { cells.append(cell) }
    }
    var found = RecurrentStates()
    if isUsed(0) {
      var rows: [Node.ID] = []
      for token in 0..<tokens {
        for states in all { rows.append(try reshaped(states[token], to: [1, units])) }
      }
      found.all = try reshaped(
        rows.count == 1 ? rows[0] : add(Concat(axis: 0), to: rows), to: [tokens, recurrent.directions, units])
    }
    found.last = try stacked(last, units)
    found.cell = try cells.isEmpty ? nil : stacked(cells, units)
    return found
  }

  /// The states of the directions, one below the other.
  private func stacked(_ states: [Node.ID], _ units: Int) throws(ImportFault) -> Node.ID {
    var rows: [Node.ID] = []
    for state in states { rows.append(try reshaped(state, to: [1, units])) }
    return rows.count == 1 ? rows[0] : try add(Concat(axis: 0), to: rows)
  }

  /// The first state of a direction; nil where it is zero.
  private func first(
    _ input: Int, _ recurrent: Recurrent, _ direction: Int, _ index: Int, of count: Int
  ) throws(ImportFault) -> Node.ID? {
    guard recurrent.first.contains(input), let value = step.input(input) else { return nil }
    let (directions, units) = (recurrent.directions, recurrent.units)
    // `[directions, sequences, units]`, or the sequences first; of a constant there may be one for all.
    let extents = recurrent.isBatchFirst ? [count, directions, units] : [directions, count, units]
    let whole = try fitted(value, to: extents)
    let box =
      recurrent.isBatchFirst
      ? [index..<index + 1, direction..<direction + 1] : [direction..<direction + 1, index..<index + 1]
    return try reshaped(cut(box, of: whole), to: [units])
  }

  /// Zeros, which are multiplied like any other state.
  private func zero(_ given: Node.ID, _ units: Int) throws(ImportFault) -> Node.ID {
    let part = dimensions(given)[0] == units ? given : try add(Slice(0, from: 0, to: units), to: [given])
    return try add(Affine(factor: 0), to: [part])
  }

  /// The products of a state with the matrices of some gates.
  ///
  /// - Parameters:
  ///   - wanted: which gates.
  ///   - part: tells the matrices of a step from its others.
  private func fromState(
    _ state: Node.ID, _ wanted: Range<Int>, _ units: Int, _ direction: Int, part: Int = 2
  ) throws(ImportFault) -> Node.ID {
    try add(
      Dense(wanted.count * units, bias: step.input(3) != nil), to: [state], weights: [2, 1, 3],
      numbers: [rows(2, units, [units], direction, of: gates, Array(wanted))]
        + shift(units, direction, wanted.map { gates + $0 }), part: 4 * direction + part)
  }

  /// Some of the biases of a direction, those of the input before those of the state; none where there are none.
  private func shift(_ units: Int, _ direction: Int, _ parts: [Int]) -> [WeightOrigin?] {
    step.input(3) == nil ? [] : [rows(3, units, [], direction, of: 2 * gates, parts)]
  }

  private func gate(_ sums: Node.ID, _ take: Int, of count: Int) throws(ImportFault) -> Node.ID {
    try add(Split(count, take: take), to: [sums])
  }

  /// `c' = f*c + i*g`, `h' = o*tanh(c')`; the gates are in the order `i, o, f, g`.
  private func cellStep(
    _ given: Node.ID, _ state: Node.ID, _ cell: Node.ID, _ units: Int, _ direction: Int
  ) throws(ImportFault) -> (state: Node.ID, cell: Node.ID) {
    let sums = try add(Add(), to: [given, fromState(state, 0..<4, units, direction)])
    let input = try add(Sigmoid(), to: [gate(sums, 0, of: 4)])
    let output = try add(Sigmoid(), to: [gate(sums, 1, of: 4)])
    let forget = try add(Sigmoid(), to: [gate(sums, 2, of: 4)])
    let candidate = try add(Tanh(), to: [gate(sums, 3, of: 4)])
    let next = try add(
      Add(), to: [add(Multiply(), to: [forget, cell]), add(Multiply(), to: [input, candidate])])
    return (try add(Multiply(), to: [output, add(Tanh(), to: [next])]), next)
  }

  /// `h' = (1 - z)*g + z*h`; the gates are in the order `z, r, g`.
  private func gatedStep(
    _ given: Node.ID, _ state: Node.ID, _ units: Int, _ direction: Int
  ) throws(ImportFault) -> Node.ID {
    let sums: [Node.ID]
    let candidate: Node.ID
    if step.flag("linear_before_reset") {
      let own = try fromState(state, 0..<3, units, direction)
      sums = try [0, 1].map { take throws(ImportFault) in
        try add(Add(), to: [gate(given, take, of: 3), gate(own, take, of: 3)])
      }
      let kept = try add(Multiply(), to: [add(Sigmoid(), to: [sums[1]]), gate(own, 2, of: 3)])
      candidate = try add(Add(), to: [gate(given, 2, of: 3), kept])
    } else {
      let own = try fromState(state, 0..<2, units, direction)
      sums = try [0, 1].map { take throws(ImportFault) in
        try add(Add(), to: [gate(given, take, of: 3), gate(own, take, of: 2)])
      }
      let kept = try add(Multiply(), to: [add(Sigmoid(), to: [sums[1]]), state])
      candidate = try add(
        Add(), to: [gate(given, 2, of: 3), fromState(kept, 2..<3, units, direction, part: 3)])
    }
    let update = try add(Sigmoid(), to: [sums[0]])
    let rest = try add(Affine(factor: -1, offset: 1), to: [update])
    let new = try add(Multiply(), to: [rest, add(Tanh(), to: [candidate])])
    return try add(Add(), to: [new, add(Multiply(), to: [update, state])])
  }
}
