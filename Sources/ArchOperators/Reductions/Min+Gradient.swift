import ArchGraph

extension Min: ChoosingReduction {
  /// The index of the smallest, which is the largest of the negatives.
  package func index<N: Number>(of elements: [N]) -> N { N.indexOfLargest(elements.map { N(0) - $0 }) }
}
