import ArchONNX

extension Softplus: ONNXWritable {
  /// `Softplus`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Softplus")
  }
}
