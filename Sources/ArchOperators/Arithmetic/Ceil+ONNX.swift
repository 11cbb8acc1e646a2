import ArchONNX

extension Ceil: ONNXWritable {
  /// `Ceil`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Ceil")
  }
}
