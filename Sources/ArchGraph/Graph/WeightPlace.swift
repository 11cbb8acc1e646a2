/// A tensor among a graph's weights.
package struct WeightPlace: Hashable, Sendable {
  /// The entry of the graph's weights.
  package var entry: Int
  /// The index of the tensor in the entry.
  package var index: Int

  /// A tensor of an entry.
  package init(entry: Int, index: Int) {
    self.entry = entry
    self.index = index
  }
}
