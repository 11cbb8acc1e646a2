import ArchGraph

extension Max: ChoosingReduction {
  /// The index of the largest.
  package func index<N: Number>(of elements: [N]) -> N { N.indexOfLargest(elements) }
}
