import ArchONNX

extension Identity: ONNXWritable {
  /// `Identity`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Identity")
  }
}
