import ArchONNX

extension Sin: ONNXWritable {
  /// `Sin`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Sin")
  }
}
