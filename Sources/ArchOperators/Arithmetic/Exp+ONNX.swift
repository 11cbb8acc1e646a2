import ArchONNX

extension Exp: ONNXWritable {
  /// `Exp`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Exp")
  }
}
