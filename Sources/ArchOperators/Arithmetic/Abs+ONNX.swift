import ArchONNX

extension Abs: ONNXWritable {
  /// `Abs`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Abs")
  }
}
