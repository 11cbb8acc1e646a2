import ArchONNX

extension Log: ONNXWritable {
  /// `Log`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Log")
  }
}
