import ArchONNX

extension Softsign: ONNXWritable {
  /// `Softsign`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Softsign")
  }
}
