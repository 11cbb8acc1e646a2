import ArchGraph
import ArchONNX
import ArchOperators

/// The first states of a recurrent layer.
extension Lowering {
  /// First states as our layers take them, `[directions*units]` each; empty if all are zero.
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
    // If one is given, zeros are given for the other.
    for input in inputs where states[input] == nil {
      states[input] = try add(Affine(factor: 0), to: [known])
    }
    return inputs.compactMap { states[$0] }
  }

  /// The first state of a sequence, with both directions side by side.
  private func first(
    _ input: Int, _ recurrent: Recurrent, _ index: Int, of count: Int
  ) throws(ImportFault) -> Node.ID? {
    guard let value = step.input(input) else { return nil }
    let (directions, units) = (recurrent.directions, recurrent.units)
    // `[directions, sequences, units]`, or the sequences first; a constant may have one for all.
    let axis = recurrent.isBatchFirst ? 0 : 1
    let whole = try fitted(
      value, to: axis == 0 ? [count, directions, units] : [directions, count, units])
    let own = try count == 1 ? whole : add(Slice(axis, from: index, to: index + 1), to: [whole])
    return try reshaped(own, to: [directions * units])
  }
}
