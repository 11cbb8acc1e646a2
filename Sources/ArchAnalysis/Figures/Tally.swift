import ArchGraph

/// The sums of some layers: every figure that adds up over layers is computed from them.
///
/// A difference of two may be negative.
package struct Tally: Hashable, Sendable {
  /// The layers, inputs aside.
  package var layers = 0
  /// Learnt and frozen parameters, 0 if they are counted at another layer.
  package var parameters = 0
  /// The parameters in frozen parts, which are not learnt.
  package var frozen = 0
  /// The parameters in tensors with one axis: biases, factors of norms.
  package var vectors = 0
  /// The weights of layers with an element type of their own; they are in the other sums as well.
  package var stored: [StoredWeights] = []
  /// The parameters used for one token.
  package var active = 0
  /// Elements kept but not learnt.
  package var buffers = 0
  /// Elements kept of each token for those that follow.
  package var cached = 0
  /// Multiply-adds.
  package var multiplyAdds = 0
  /// Multiply-adds of scores that a mask leaves out.
  package var masked = 0
  /// Multiply-adds with zeros of paddings.
  package var padded = 0
  /// Elements that move inside layers, written and read.
  package var inside = 0
  /// All arithmetic operations.
  package var flops = 0
  /// Elements written.
  package var activations = 0
  /// The work vector.
  package var work = WorkVector()
  /// How many layers have work that depends on the data and is in no sum.
  package var unknownLayers = 0
  /// The counts by the conventions that were asked for.
  package var counted: [ConventionCount] = []
  /// The figures of training, or `nil` if nobody asked for them.
  package var training: TrainingTally?

  /// An empty tally.
  package init() {}

  /// The tally of one layer.
  package init(_ layer: Analysis.LayerFigures, isInput: Bool) {
    layers = isInput ? 0 : 1
    parameters = layer.parameters
    frozen = layer.isFrozen ? layer.parameters : 0
    vectors = layer.vectors
    if let type = layer.weightType { stored = [StoredWeights(type, of: layer)] }
    active = layer.active
    buffers = layer.buffers
    cached = layer.cached
    multiplyAdds = layer.multiplyAdds
    masked = layer.masked
    padded = layer.padded
    inside = layer.inside
    flops = layer.flops
    activations = layer.work[.writes]
    work = layer.work
    unknownLayers = layer.unknownWork == nil ? 0 : 1
    counted = layer.counted
  }

  // Sums over parts of networks whose totals are in range are in range themselves, and so are their differences.

  /// Adds another tally of layers of a network whose totals are in range.
  package static func += (sum: inout Tally, term: Tally) {
    sum.layers &+= term.layers
    sum.parameters &+= term.parameters
    sum.frozen &+= term.frozen
    sum.vectors &+= term.vectors
    if !term.stored.isEmpty { sum.stored.merge(term.stored, &+) }
    sum.active &+= term.active
    sum.buffers &+= term.buffers
    sum.cached &+= term.cached
    sum.multiplyAdds &+= term.multiplyAdds
    sum.masked &+= term.masked
    sum.padded &+= term.padded
    sum.inside &+= term.inside
    sum.flops &+= term.flops
    sum.activations &+= term.activations
    sum.work &+= term.work
    sum.unknownLayers &+= term.unknownLayers
    if !term.counted.isEmpty { sum.counted.merge(term.counted, &+) }
    sum.combine(term.training, &+)
  }

  /// How much one part has and does more than another.
  package static func - (a: Tally, b: Tally) -> Tally {
    var difference = a
    difference.layers &-= b.layers
    difference.parameters &-= b.parameters
    difference.frozen &-= b.frozen
    difference.vectors &-= b.vectors
    if !b.stored.isEmpty { difference.stored.merge(b.stored, &-) }
    difference.active &-= b.active
    difference.buffers &-= b.buffers
    difference.cached &-= b.cached
    difference.multiplyAdds &-= b.multiplyAdds
    difference.masked &-= b.masked
    difference.padded &-= b.padded
    difference.inside &-= b.inside
    difference.flops &-= b.flops
    difference.activations &-= b.activations
    difference.work &-= b.work
    difference.unknownLayers &-= b.unknownLayers
    if !b.counted.isEmpty { difference.counted.merge(b.counted, &-) }
    difference.combine(b.training, &-)
    return difference
  }

  private mutating func combine(_ other: TrainingTally?, _ operation: (Int, Int) -> Int) {
    guard let other else { return }
    var sum = training ?? TrainingTally()
    sum.add(other, operation)
    training = sum
  }
}

extension Analysis {
  /// The tally of each layer.
  package func tally(of node: Node.ID) -> Tally {
    var tally = Tally(layers[node], isInput: graph.nodes[node].isInput)
    if countsTraining { tally.training = training?.tally(of: node) }
    return tally
  }

  /// The tally of some layers together.
  package func tally(of nodes: some Sequence<Node.ID>) -> Tally {
    nodes.reduce(into: Tally()) { $0 += tally(of: $1) }
  }
}
