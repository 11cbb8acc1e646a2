import ArchONNX

extension Sigmoid: ONNXWritable {
  /// `Sigmoid`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Sigmoid")
  }
}
