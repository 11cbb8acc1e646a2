import ArchGraph

extension GlobalMaxPool: ReducingPooling {
  /// The maximum.
  package func reduction(along axes: [Int]) -> Max { Max(axes, keepsDimensions: keepAxes) }
}
