import ArchGraph

/// Facts about layers, by their forms: found once, as every pass asks.
struct PartTable {
  private let graph: Graph
  private let all: [Traits]

  init(_ graph: Graph) {
    self.graph = graph
    all = graph.forms.map(\.op.traits)
  }

  /// The traits of a layer's operator.
  func traits(_ id: Node.ID) -> Traits { all[graph.nodes[id].form.index] }

  /// How a layer is grouped on a line.
  func weight(_ id: Node.ID) -> Flow.Weight {
    switch traits(id).part {
    case .normalisation, .activation: .close
    default: graph.nodes[id].weights != nil ? .heavy : .light
    }
  }

  /// How a layer combines several values.
  func join(_ id: Node.ID) -> Flow.Join {
    guard graph.nodes[id].inputs.count > 1 else { return .other }
    return switch traits(id).values {
    case .joined: .concatenation
    case .product: .product
    case .sum: .sum
    default: .other
    }
  }

  /// Whether a layer has filters for each channel rather than for several together, or `nil` if it has none.
  func isDepthwise(_ id: Node.ID) -> Bool? { traits(id).filters.map { $0.groups == nil } }

  /// Whether a layer weights rows by each other: by values alone, or with its own projections.
  func attends(_ id: Node.ID) -> Bool {
    let (node, traits) = (graph.nodes[id], traits(id))
    if case .weighedMean = traits.values { return true }
    return traits.cached != nil
      || traits.axes == .rows && !traits.isDefinedByElement && node.inputShapes.first == node.shape
        && node.form.parameters.count > 3
  }

  /// The factor by which a layer widens a map, or `nil` unless both sides are maps, or if only a mean is left.
  func scale(_ id: Node.ID) -> Double? {
    guard let before = graph.nodes[id].inputShapes.first?.dimensions, before.count > 2 else { return nil }
    let after = graph.nodes[id].shape.dimensions
    guard after.count == before.count, let width = before.last, let scaled = after.last else { return nil }
    return scaled == 1 ? nil : Double(scaled) / Double(width)
  }
}
