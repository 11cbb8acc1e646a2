import ArchONNX

extension Sqrt: ONNXWritable {
  /// `Sqrt`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Sqrt")
  }
}
