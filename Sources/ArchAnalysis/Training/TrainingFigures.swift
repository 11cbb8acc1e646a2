import ArchGraph

/// What training a network costs besides running it: the work of its gradients, and what is kept for them.
package struct TrainingFigures: Sendable {
  /// Which gradients are computed.
  package let flow: GradientFlow
  /// The work of a step.
  package let work: TrainingWork
  /// What is kept, by each keeper.
  package let kept: [Keeper: KeptValues]
  /// The same figures of each layer, for sums.
  private let tallies: [TrainingTally]
  /// The figures of the whole network.
  package let total: TrainingTally

  /// Computes them for a batch.
  ///
  /// - Throws: ``Overflow`` if a figure is beyond the range of 64-bit integers.
  package init(_ graph: Graph, batch: Int) throws(Overflow) {
    flow = GradientFlow(graph)
    work = try TrainingWork(graph, flow, batch: batch)
    var kept: [Keeper: KeptValues] = [:]
    for keeper in Keeper.allCases { kept[keeper] = try KeptValues(graph, flow, batch: batch, keeper: keeper) }
    self.kept = kept
    var tallies = work.layers.map { layer in
      TrainingTally(
        byWeights: layer.byWeights[.multiplyAdds], byInputs: layer.byInputs[.multiplyAdds],
        unknownLayers: layer.unknown == nil ? 0 : 1)
    }
    for (keeper, values) in kept {
      // All bytes together must be countable.
      _ = try values.bytes(.float64)
      for tensor in values.tensors { tallies[tensor.node].kept[keeper, default: .init()].add(tensor) }
    }
    self.tallies = tallies
    total = tallies.reduce(into: TrainingTally()) { $0.add($1, &+) }
  }

  /// The figures of one layer.
  package func tally(of node: Node.ID) -> TrainingTally { tallies[node] }
}
