import ArchGraph
import ArchONNX
import ArchOperators

/// Recurrent layers, as one layer of ours for each sequence.
extension Lowering {
  /// The form of a recurrent operator, from its attributes and inputs.
  struct Recurrent {
    var units: Int
    var isBidirectional: Bool
    var isReverse: Bool
    /// Whether the batch is the first axis.
    var isBatchFirst: Bool
    /// The inputs with the first state, and the cell's first state if there is a cell, unless they are zero.
    var first: [Int]
    /// Whether the last state of the cell is wanted.
    var givesCell: Bool
    /// The function of a simple layer's states.
    var activation = RNN.Activation.tanh

    var directions: Int { isBidirectional ? 2 : 1 }
  }

  /// The results of one sequence: the states `[tokens, directions, units]`, and the last ones `[directions, units]`.
  struct RecurrentStates {
    var all: Node.ID?
    var last: Node.ID?
    var cell: Node.ID?
  }

  /// The most sequences of an example, each of which has a layer.
  private static let mostSequences = 64

  func recurrent() throws(ImportFault) {
    var recurrent = try recurrentForm()
    let input = try value()
    let own = dimensions(input)
    let (tokenAxis, sequenceAxis) = recurrent.isBatchFirst && own.count == 3 ? (1, 0) : (0, 1)
    guard own.count == 2 || own.count == 3 else { throw form("its batch is not where it should be") }
    let (tokens, count) = (own[tokenAxis], own.count == 2 ? 1 : own[sequenceAxis])
    guard count <= Self.mostSequences else {
      throw form(
        "\(count) sequences of each example were folded into the batch, more than \(Self.mostSequences)")
    }
    if isUsed(2), let cell = step.output(2) {
      if model.values[cell].uses > 0 || tokens == 1 {
        recurrent.givesCell = true
      } else {
        leftOut.append(model.values[cell].name)
      }
    }
    var results: [RecurrentStates] = []
    for index in 0..<count {
      let sequence = try reshaped(
        count == 1 ? input : add(Slice(sequenceAxis, from: index, to: index + 1), to: [input]),
        to: [tokens, own[own.count - 1]])
      results.append(
        try layer(
          recurrent, over: sequence, firstStates(recurrent, index, of: count), isAlone: count == 1))
    }
    for (output, part) in [\RecurrentStates.all, \.last, \.cell].enumerated() where isUsed(output) {
      let parts = results.compactMap { $0[keyPath: part] }
      guard parts.count == count else { continue }
      try set(together(parts, recurrent, ahead: output == 0 ? 2 : 1), output: output)
    }
  }

  /// The results of the sequences of an example, one after the other.
  private func together(
    _ parts: [Node.ID], _ recurrent: Recurrent, ahead: Int
  ) throws(ImportFault) -> Node.ID {
    guard parts.count > 1 else { return parts[0] }
    // `[tokens, directions, sequences, units]`, or the sequences first.
    let axis = recurrent.isBatchFirst ? 0 : ahead
    var spread: [Node.ID] = []
    for part in parts {
      var extents = dimensions(part)
      extents.insert(1, at: axis)
      spread.append(try reshaped(part, to: extents))
    }
    return try add(Concat(axis: axis), to: spread)
  }

  /// The form of the step, if it is supported.
  private func recurrentForm() throws(ImportFault) -> Recurrent {
    guard let units = step.integer("hidden_size"), units > 0, isConstant(1), isConstant(2) else {
      throw form("its weights are computed, or it has no `hidden_size`")
    }
    guard step.input(7) == nil || step.op != "LSTM" else { throw form("it has peepholes") }
    guard !step.flag("input_forget") else { throw form("its input and forget gates are coupled") }
    guard step.number("clip") ?? 0 == 0 else { throw form("it clips the inputs of its functions") }
    let direction = step.text("direction") ?? "forward"
    let isBidirectional = direction == "bidirectional"
    let functions = ["LSTM": ["sigmoid", "tanh", "tanh"], "GRU": ["sigmoid", "tanh"]][step.op] ?? ["tanh"]
    var activation = RNN.Activation.tanh
    if let given = step.texts("activations"), !given.isEmpty {
      let words = given.map { $0.lowercased() }
      if step.op == "RNN", words == ["relu"] + (isBidirectional ? ["relu"] : []) {
        activation = .relu
      } else if words != functions + (isBidirectional ? functions : []) {
        throw form("its functions are \(given.map { "`\($0)`" }.joined(separator: ", "))")
      }
    }
    if step.input(4) != nil {
      let isBatchFirst = step.flag("layout")
      let tokens = shape(0).count == 3 ? shape(0)[isBatchFirst ? 1 : 0] : 0
      guard let lengths = model.integers(step.input(4)), lengths.allSatisfy({ $0 == tokens }) else {
        throw form("its sequences have different lengths, or lengths that a run computes")
      }
    }
    let first = (step.op == "LSTM" ? [5, 6] : [5]).filter { input in
      step.input(input).map { !isZero($0) } ?? false
    }
    return Recurrent(
      units: units, isBidirectional: isBidirectional, isReverse: direction == "reverse",
      isBatchFirst: step.flag("layout"), first: first, givesCell: false, activation: activation)
  }

  /// Whether a value is zero in every run.
  private func isZero(_ value: Int, depth: Int = 0) -> Bool {
    guard model.values[value].isConstant, depth < 16 else { return false }
    if let numbers = model.numbers(value) { return numbers.allSatisfy { $0 == 0 } }
    guard case .step(let index, 0) = model.values[value].origin, model.steps[index].domain.isEmpty else {
      return false
    }
    let source = model.steps[index]
    switch source.op {
    case "ConstantOfShape":
      guard case .tensor(let tensor)? = source.attribute("value") else {
        return true
      }
      return tensor.numbers(limit: 1)?.allSatisfy { $0 == 0 } ?? false
    case "Expand", "Identity", "Cast", "Reshape", "Squeeze", "Unsqueeze", "Transpose", "Tile", "Slice":
      return source.input(0).map { isZero($0, depth: depth + 1) } ?? false
    case "Concat":
      return source.inputs.allSatisfy { $0.map { isZero($0, depth: depth + 1) } ?? false }
    default: return false
    }
  }

  /// Where some rows are of a tensor that has the rows of all gates and directions.
  ///
  /// - Parameters:
  ///   - input: the tensor's input, `[directions, rows, …]`.
  ///   - columns: the extents after its rows.
  ///   - all: how many times `units` rows a direction has.
  ///   - parts: which of those, in the wanted order.
  func rows(
    _ input: Int, _ units: Int, _ columns: [Int], _ direction: Int, of all: Int, _ parts: [Int]
  ) -> WeightOrigin? {
    guard let value = step.input(input), whole(value) != nil else { return nil }
    let width = columns.reduce(units, *)
    return .joined(parts.map { .init(value, [units] + columns, offset: (direction * all + $0) * width) })
  }

  /// How many gates the layer has.
  var gates: Int { ["LSTM": 4, "GRU": 3][step.op] ?? 1 }

  /// The tensors of a layer of ours, whose gates are in another order in the model.
  private func tensors(_ recurrent: Recurrent, features: Int) -> [WeightOrigin?] {
    // The index of each of our gates: input, forget, candidate, output; reset, update, candidate.
    let order = ["LSTM": [0, 2, 3, 1], "GRU": [1, 0, 2]][step.op] ?? [0]
    let units = recurrent.units
    return (0..<recurrent.directions).flatMap { direction in
      let matrices = [
        rows(1, units, [features], direction, of: gates, order),
        rows(2, units, [units], direction, of: gates, order),
      ]
      guard step.input(3) != nil else { return matrices }
      return matrices
        + [0, gates].map { first in rows(3, units, [], direction, of: 2 * gates, order.map { first + $0 }) }
    }
  }

  /// A layer of ours.
  ///
  /// - Parameters:
  ///   - first: its first states, unless they are zero.
  ///   - isAlone: whether no other sequence of the step has the same weights.
  private func layer(
    _ recurrent: Recurrent, over sequence: Node.ID, _ first: [Node.ID], isAlone: Bool
  ) throws(ImportFault) -> RecurrentStates {
    let (units, isBidirectional) = (recurrent.units, recurrent.isBidirectional)
    let biases: RecurrentBiases = step.input(3) == nil ? .none : .two
    let input = recurrent.isReverse ? try add(Flip([0]), to: [sequence]) : sequence
    let returns: RecurrentReturns = recurrent.givesCell ? .all : isUsed(0) ? .sequence : .last
    let op: any Operator
    switch step.op {
    case "LSTM": op = LSTM(units, bidirectional: isBidirectional, biases: biases, returns: returns)
    case "GRU":
      op = GRU(
        units, bidirectional: isBidirectional, resetAfter: step.flag("linear_before_reset"), biases: biases,
        returns: returns)
    default:
      op = RNN(
        units, bidirectional: isBidirectional, activation: recurrent.activation, biases: biases,
        returns: returns)
    }
    var states = try add(
      op, to: [input] + first, weights: [1, 2, 3],
      numbers: tensors(recurrent, features: dimensions(input).last ?? 0), part: isAlone ? nil : 0)
    var found = RecurrentStates()
    if returns == .last {
      found.last = try reshaped(states, to: [recurrent.directions, units])
      return found
    }
    let length = dimensions(input)[0]
    if returns == .all {
      found.cell = try reshaped(
        add(Slice(0, from: length), to: [states]), to: [recurrent.directions, units])
      states = try add(Slice(0, from: 0, to: length), to: [states])
    }
    let all = recurrent.isReverse ? try add(Flip([0]), to: [states]) : states
    found.all = try reshaped(all, to: [length, recurrent.directions, units])
    guard isUsed(1) else { return found }
    let end = length == 1 ? states : try add(Slice(0, from: length - 1), to: [states])
    guard isBidirectional else {
      found.last = try reshaped(end, to: [1, units])
      return found
    }
    // The last state of the forward direction is at the end, that of the backward direction at the beginning.
    let beginning = length == 1 ? states : try add(Slice(0, from: 0, to: 1), to: [states])
    let forward = try add(Slice(1, from: 0, to: units), to: [end])
    let backward = try add(Slice(1, from: units), to: [beginning])
    found.last = try add(Concat(axis: 0), to: [forward, backward])
    return found
  }
}
