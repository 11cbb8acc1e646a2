import ArchGraph

/// Which axis of each value holds its channels or features, as far as the layers before it say.
///
/// A map lists channels first, rows have features last, and a permutation takes that axis elsewhere. Nothing is known of
/// what a reshape makes. An input of two axes is either: the layers that read it decide, see ``Axis/undecided(_:)``.
struct FeatureAxes {
  /// What is known of one value.
  enum Axis {
    /// Nothing.
    case unknown
    /// The axis that holds them, and the layer that says so.
    case known(axis: Int, origin: Node.ID, isMap: Bool)
    /// Channels first or features last, of an input or of what keeps the axes of one.
    case undecided(Node.ID)
  }

  /// What is known of the first input of each layer that has one.
  private(set) var read: [Axis]
  /// The inputs that a layer takes for maps with their channels first.
  private(set) var maps: Set<Node.ID> = []
  /// The inputs that a layer takes for rows with their features last.
  private(set) var rows: Set<Node.ID> = []

  /// Follows the axes through a network.
  ///
  /// - Parameter traits: those of each form of a layer.
  init(of graph: Graph, _ traits: [Traits]) {
    read = [Axis](repeating: .unknown, count: graph.nodes.count)
    var axes = read
    for (id, node) in graph.nodes.enumerated() {
      guard let first = node.inputs.first else {
        if node.isInput, node.shape.rank == 2, node.shape.element == .number { axes[id] = .undecided(id) }
        continue
      }
      let traits = traits[node.form.index]
      let axis = axes[first]
      read[id] = axis
      if case .undecided(let input) = axis {
        if traits.firstAxis == .channels { maps.insert(input) }
        if traits.lastAxis != nil { rows.insert(input) }
      }
      axes[id] = Self.axis(of: id, node, traits, axes)
    }
  }

  private static func axis(of id: Node.ID, _ node: Node, _ traits: Traits, _ axes: [Axis]) -> Axis {
    let rank = node.shape.rank
    switch traits.axes {
    case .map: return .known(axis: 0, origin: id, isMap: true)
    case .rows: return .known(axis: rank - 1, origin: id, isMap: false)
    case .unknown: return .unknown
    case .permuted(let order):
      guard case .known(let axis, let origin, let isMap) = axes[node.inputs[0]],
        let place = order.firstIndex(of: axis)
      else { return .unknown }
      return .known(axis: place, origin: origin, isMap: isMap)
    case .asInput:
      // A merge of several values has the axes of the first of which something is known.
      var found = Axis.unknown
      for (input, shape) in zip(node.inputs, node.inputShapes) where shape.rank == rank {
        switch axes[input] {
        case .known: return axes[input]
        case .undecided: found = axes[input]
        case .unknown: break
        }
      }
      return found
    }
  }
}
