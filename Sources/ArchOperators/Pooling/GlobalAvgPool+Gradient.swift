import ArchGraph

extension GlobalAvgPool: ReducingPooling {
  /// The mean.
  public func reduction(along axes: [Int]) -> Mean { Mean(axes, keepsDimensions: keepAxes) }
}
