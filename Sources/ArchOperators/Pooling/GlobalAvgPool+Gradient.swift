import ArchGraph

extension GlobalAvgPool: ReducingPooling {
  /// The mean.
  package func reduction(along axes: [Int]) -> Mean { Mean(axes, keepsDimensions: keepAxes) }
}
