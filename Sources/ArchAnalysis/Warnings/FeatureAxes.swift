import ArchGraph

/// The axis of each value that holds its channels or features, as far as the layers before it tell.
///
/// A map lists channels first, rows have features last, and a permutation moves that axis; a reshape keeps it if it
/// only splits and joins other axes. An input with two axes, and anything else of which nothing is known, can be read
/// either way: the layers that read it decide, see ``Axis/undecided(_:)``.
struct FeatureAxes {
  /// What is known of one value.
  enum Axis {
    /// Nothing that could be doubted: a vector, or an input that lists its channels first, as all do.
    case unknown
    /// The axis that holds them, and the layer that says so.
    case known(axis: Int, origin: Node.ID, isMap: Bool)
    /// Channels first or features last, in the output of this layer and in all values that keep its axes.
    case undecided(Node.ID)
  }

  /// What is known of the first input of each layer, if it has one.
  private(set) var read: [Axis]
  /// The undecided values that a layer takes for maps with their channels first.
  private(set) var maps: Set<Node.ID> = []
  /// The undecided values that a layer takes for rows with their features last.
  private(set) var rows: Set<Node.ID> = []

  /// Follows the axes through a network.
  ///
  /// - Parameter traits: the traits of each form of layer.
  init(of graph: Graph, _ traits: [Traits]) {
    read = [Axis](repeating: .unknown, count: graph.nodes.count)
    var axes = read
    for (id, node) in graph.nodes.enumerated() {
      guard let first = node.inputs.first else {
        let rank = node.shape.rank
        if node.shape.element == .number, rank == 2 || rank > 2 && !node.isInput { axes[id] = .undecided(id) }
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
    case .unknown: return rank < 2 ? .unknown : .undecided(id)
    case .permuted(let order):
      guard case .known(let axis, let origin, let isMap) = axes[node.inputs[0]],
        let place = order.firstIndex(of: axis)
      else { return .undecided(id) }
      return .known(axis: place, origin: origin, isMap: isMap)
    case .reshaped:
      // An explicit reshape to the same shape confirms the axes.
      guard rank >= 2 else { return .unknown }
      guard case .known(let axis, let origin, let isMap) = axes[node.inputs[0]],
        let input = node.inputShapes.first,
        input != node.shape, let place = Self.place(ofAxis: axis, of: input, in: node.shape)
      else { return .undecided(id) }
      return .known(axis: place, origin: origin, isMap: isMap)
    case .asInput:
      // A merge of several values has the axes of the first one whose axes are known.
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

  /// Where a reshape moves an axis, or `nil` if it splits it, or joins it with others.
  private static func place(ofAxis axis: Int, of input: Shape, in output: Shape) -> Int? {
    let before = input.dimensions[..<axis].reduce(1, *)
    var product = 1
    for (place, extent) in output.dimensions.enumerated() {
      if product == before, extent == input[axis] { return place }
      product *= extent
    }
    return nil
  }
}
