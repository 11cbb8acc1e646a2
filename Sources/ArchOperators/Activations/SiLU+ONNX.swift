import ArchONNX

extension SiLU: ONNXWritable {
  /// `x*sigmoid(x)`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(layer.x * layer.x.sigmoid)
  }
}
