import ArchGraph

/// What some layers have and do together: every figure that adds up over layers comes of it.
///
/// A difference of two may be negative.
public struct Tally: Hashable, Sendable {
  /// The layers, inputs aside.
  public var layers = 0
  /// Learnt and frozen parameters, 0 where they are counted at another layer.
  public var parameters = 0
  /// Those that are not learnt, because they are in a frozen part.
  public var frozen = 0
  /// Elements kept, but not learnt.
  public var buffers = 0
  /// Multiply-adds.
  public var multiplyAdds = 0
  /// All arithmetic operations.
  public var flops = 0
  /// Elements written.
  public var activations = 0
  /// The work vector.
  public var work = WorkVector()
  /// How many layers have work that depends on the data and is in no sum.
  public var unknownLayers = 0

  /// Nothing.
  public init() {}

  /// What one layer has and does.
  public init(_ layer: Analysis.LayerFigures, isInput: Bool) {
    layers = isInput ? 0 : 1
    parameters = layer.parameters
    frozen = layer.isFrozen ? layer.parameters : 0
    buffers = layer.buffers
    multiplyAdds = layer.multiplyAdds
    flops = layer.flops
    activations = layer.work[.writes]
    work = layer.work
    unknownLayers = layer.unknownWork == nil ? 0 : 1
  }

  // Sums over parts of networks whose totals are in range are in range themselves, and so are their differences.

  /// Adds what further layers have and do, of a network whose totals are in range.
  public static func += (sum: inout Tally, term: Tally) { sum.combine(term, by: &+) }

  /// What one part has and does more than another.
  public static func - (a: Tally, b: Tally) -> Tally {
    var difference = a
    difference.combine(b, by: &-)
    return difference
  }

  private mutating func combine(_ other: Tally, by operation: (Int, Int) -> Int) {
    layers = operation(layers, other.layers)
    parameters = operation(parameters, other.parameters)
    frozen = operation(frozen, other.frozen)
    buffers = operation(buffers, other.buffers)
    multiplyAdds = operation(multiplyAdds, other.multiplyAdds)
    flops = operation(flops, other.flops)
    activations = operation(activations, other.activations)
    for kind in Work.Kind.all { work[kind] = operation(work[kind], other.work[kind]) }
    unknownLayers = operation(unknownLayers, other.unknownLayers)
  }
}

extension Analysis {
  /// What each layer has and does.
  public func tally(of node: Node.ID) -> Tally {
    Tally(layers[node], isInput: graph.nodes[node].op is InputLayer)
  }

  /// What some layers have and do together.
  public func tally(of nodes: some Sequence<Node.ID>) -> Tally {
    nodes.reduce(into: Tally()) { $0 += tally(of: $1) }
  }
}
