import ArchONNX

extension Rsqrt: ONNXWritable {
  /// `1/sqrt(x)`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(layer.x.squareRoot.call("Reciprocal"))
  }
}
