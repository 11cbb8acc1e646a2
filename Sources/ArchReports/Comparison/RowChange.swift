import ArchGraph

/// A respect in which two corresponding rows differ.
package enum RowChange: Sendable {
  /// An argument of the layer.
  case argument(String, ArgumentValue?, ArgumentValue?)
  /// What follows the layer in place: activations, dropout.
  case followers([String], [String])
  /// The shape of an input of the network.
  case shape(Shape, Shape)
  /// The shape of a layer's input.
  case input(Shape, Shape)
  /// The output shape, for the same input.
  case output(Shape, Shape)
  /// How many inputs there are.
  case inputCount(Int, Int)
  /// The layers whose values are taken.
  case wiring([String], [String])
  /// Whether the weights are those of another layer.
  case sharing(Bool)
  /// Whether the weights are frozen.
  case freezing(Bool)
  /// How many examples are computed at once.
  case batch(Int, Int)
  /// Figures that nothing else explains, such as those of a report of another version.
  case figures

  /// The change in a few words: `stride 2 -> 1`.
  package func text(_ layout: Layout) -> String {
    switch self {
    case .argument(let name, let before, let after):
      return "\(name) \(before.map(\.description) ?? "none") -> \(after.map(\.description) ?? "none")"
    case .followers(let before, let after):
      if before.isEmpty { return "\(after.joined(separator: ", ")) added" }
      if after.isEmpty { return "\(before.joined(separator: ", ")) removed" }
      return "\(before.joined(separator: ", ")) -> \(after.joined(separator: ", "))"
    case .shape(let before, let after): return "shape \(layout.text(before)) -> \(layout.text(after))"
    case .input(let before, let after): return Self.text("input", before, after, layout)
    case .output(let before, let after): return Self.text("output", before, after, layout)
    case .inputCount(let before, let after): return "inputs \(before) -> \(after)"
    case .wiring(let before, let after):
      return "from \(before.joined(separator: ", ")) -> from \(after.joined(separator: ", "))"
    case .sharing(let isShared): return isShared ? "own weights -> shared" : "shared weights -> own"
    case .freezing(let isFrozen): return isFrozen ? "trained -> frozen" : "frozen -> trained"
    case .batch(let before, let after): return "batch \(before) -> \(after)"
    case .figures: return "counted differently"
    }
  }

  /// The difference between two shapes, with only channels or positions if the others are the same.
  private static func text(_ name: String, _ before: Shape, _ after: Shape, _ layout: Layout) -> String {
    guard before.rank == after.rank, before.rank >= 2 else {
      return "\(name) \(layout.text(before)) -> \(layout.text(after))"
    }
    func positions(_ shape: Shape) -> String { shape.spatial.map(String.init).joined(separator: "x") }
    if before.spatial == after.spatial { return "\(name) channels \(before[0]) -> \(after[0])" }
    if before[0] == after[0] { return "\(name) \(positions(before)) -> \(positions(after))" }
    return "\(name) \(layout.text(before)) -> \(layout.text(after))"
  }
}

extension NetworkDifference {
  /// The differences between the two rows of a changed entry.
  ///
  /// Shapes are included only if no argument of the layer explains the difference.
  package func changes(
    of entry: Entry, from old: ComparedNetwork, to new: ComparedNetwork
  ) -> [RowChange] {
    guard entry.kind == .changed else { return [] }
    let (a, b) = (old.rows[entry.old.lowerBound], new.rows[entry.new.lowerBound])
    if a.operators[0] is InputLayer { return [.shape(a.shape, b.shape)] }
    var changes: [RowChange] = []
    let arguments = type(of: a.operators[0]).signature.arguments
    for argument in arguments {
      let (before, after) = (a.operators[0].argument(argument.name), b.operators[0].argument(argument.name))
      if before != after { changes.append(.argument(argument.name, before, after)) }
    }
    if changes.isEmpty {
      if a.inputShapes.count != b.inputShapes.count {
        changes.append(.inputCount(a.inputShapes.count, b.inputShapes.count))
      } else if let (before, after) = zip(a.inputShapes, b.inputShapes).first(where: { $0 != $1 }) {
        changes.append(.input(before, after))
      } else if a.shape != b.shape {
        changes.append(.output(a.shape, b.shape))
      }
    }
    let followers = (a.operators.dropFirst().map(\.call), b.operators.dropFirst().map(\.call))
    if followers.0 != followers.1 { changes.append(.followers(followers.0, followers.1)) }
    if wiring.differs(entry.old.lowerBound, entry.new.lowerBound) {
      changes.append(.wiring(a.inputs.map { old.rows[$0].path }, b.inputs.map { new.rows[$0].path }))
    }
    if a.sharesWeights != b.sharesWeights { changes.append(.sharing(b.sharesWeights)) }
    if a.isFrozen != b.isFrozen { changes.append(.freezing(b.isFrozen)) }
    if changes.isEmpty {
      changes.append(old.batch == new.batch ? .figures : .batch(old.batch, new.batch))
    }
    return changes
  }
}
