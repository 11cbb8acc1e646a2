import ArchGraph
import ArchONNX

extension AdaptiveAvgPool: ONNXWritable {
  /// `AveragePool` of equal windows, or axis by axis.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let rank = layer.shape.rank + 1
    return .function(
      layer.x.adaptivelyPooled("AveragePool", from: layer.shape, to: layer.output) {
        $0.means($1, rank: rank)
      })
  }
}
