import ArchGraph

/// What layers are, by their forms: found once, since every pass asks.
struct PartTable {
  private let graph: Graph
  private let all: [Traits]

  init(_ graph: Graph) {
    self.graph = graph
    all = graph.forms.map(\.op.traits)
  }

  /// What a layer's operator says of itself.
  func traits(_ id: Node.ID) -> Traits { all[graph.nodes[id].form.index] }

  /// How a layer stands on a line.
  func weight(_ id: Node.ID) -> Flow.Weight {
    switch traits(id).part {
    case .normalisation, .activation: .close
    default: graph.nodes[id].weights != nil ? .heavy : .light
    }
  }

  /// How a layer brings several values together.
  func join(_ id: Node.ID) -> Flow.Join {
    guard graph.nodes[id].inputs.count > 1 else { return .other }
    return switch traits(id).values {
    case .joined: .concatenation
    case .product: .product
    case .sum: .sum
    default: .other
    }
  }

  /// Whether a layer has filters for each channel, or for several together; nil where it has none.
  func isDepthwise(_ id: Node.ID) -> Bool? { traits(id).filters.map { $0.groups == nil } }

  /// Whether a layer weighs rows by each other: by values alone, or with projections of its own.
  func attends(_ id: Node.ID) -> Bool {
    let (node, traits) = (graph.nodes[id], traits(id))
    if case .weighedMean = traits.values { return true }
    return traits.cached != nil
      || traits.axes == .rows && !traits.isDefinedByElement && node.inputShapes.first == node.shape
        && node.form.parameters.count > 3
  }

  /// How many times as wide a map is behind a layer; nil where there is none on both sides, or a mean is all that is left.
  func scale(_ id: Node.ID) -> Double? {
    guard let before = graph.nodes[id].inputShapes.first?.dimensions, before.count > 2 else { return nil }
    let after = graph.nodes[id].shape.dimensions
    guard after.count == before.count, let width = before.last, let scaled = after.last else { return nil }
    return scaled == 1 ? nil : Double(scaled) / Double(width)
  }
}
