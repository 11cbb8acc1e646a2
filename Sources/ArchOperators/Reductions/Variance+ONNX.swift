import ArchGraph
import ArchONNX

extension Variance: ONNXWritable {
  /// The mean of the squares of the differences from the mean.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let reduced = resolved(axes, of: layer.shape)
    let differences = layer.x - layer.x.reduced("Mean", reduced.map { $0 + 1 }, keep: true)
    let squares = differences.squared
    guard isUnbiased else {
      return .function(squares.reduced("Mean", reduced, of: layer.shape, keep: keepsDimensions))
    }
    let count = reduced.reduce(1) { $0 * Double(layer.shape[$1]) }
    return .function(squares.reduced("Sum", reduced, of: layer.shape, keep: keepsDimensions) / (count - 1))
  }
}
