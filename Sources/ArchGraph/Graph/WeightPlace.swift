/// A tensor of weights of a graph.
package struct WeightPlace: Hashable, Sendable {
  /// The entry of the graph's weights.
  package var entry: Int
  /// Which of its tensors.
  package var index: Int

  /// A tensor of an entry.
  package init(entry: Int, index: Int) {
    self.entry = entry
    self.index = index
  }
}
