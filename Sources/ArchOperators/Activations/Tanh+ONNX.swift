import ArchONNX

extension Tanh: ONNXWritable {
  /// `Tanh`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Tanh")
  }
}
