import ArchGraph
import ArchONNX
import ArchOperators

/// The states that a recurrent layer begins at.
extension Lowering {
  /// First states as our layers take them, `[directions*units]` each; none where all are zero.
  ///
  /// - Parameters:
  ///   - index: which sequence of an example it is.
  ///   - count: how many there are.
  func firstStates(_ recurrent: Recurrent, _ index: Int, of count: Int) throws(ImportFault) -> [Node.ID] {
    guard !recurrent.first.isEmpty else { return [] }
    let inputs = step.op == "LSTM" ? [5, 6] : [5]
    var states: [Int: Node.ID] = [:]
    for input in inputs where recurrent.first.contains(input) {
      states[input] = try first(input, recurrent, index, of: count)
    }
    guard let known = states.values.first else { return [] }
    // Beside one that is given, zeros are given too.
    for input in inputs where states[input] == nil {
      states[input] = try add(Affine(factor: 0), to: [known])
    }
    return inputs.compactMap { states[$0] }
  }

  /// The first state of a sequence, that of both directions side by side.
  private func first(
    _ input: Int, _ recurrent: Recurrent, _ index: Int, of count: Int
  ) throws(ImportFault) -> Node.ID? {
    guard let value = step.input(input) else { return nil }
    let (directions, units) = (recurrent.directions, recurrent.units)
    // `[directions, sequences, units]`, or the sequences first; of a constant there may be one for all.
    let axis = recurrent.isBatchFirst ? 0 : 1
    let whole = try fitted(
      value, to: axis == 0 ? [count, directions, units] : [directions, count, units])
    let own = try count == 1 ? whole : add(Slice(axis, from: index, to: index + 1), to: [whole])
    return try reshaped(own, to: [directions * units])
  }
}
