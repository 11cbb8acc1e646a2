import ArchONNX

extension AdaptiveMaxPool: ONNXWritable {
  /// `MaxPool` of equal windows, or axis by axis.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(layer.x.adaptivelyPooled("MaxPool", from: layer.shape, to: layer.output) { $0.maxima($1) })
  }
}
