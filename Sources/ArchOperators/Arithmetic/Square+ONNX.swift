import ArchONNX

extension Square: ONNXWritable {
  /// `x*x`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(layer.x.squared)
  }
}
