import ArchGraph

extension GlobalMaxPool: ReducingPooling {
  /// The maximum.
  public func reduction(along axes: [Int]) -> Max { Max(axes, keepsDimensions: keepAxes) }
}
