import ArchONNX

extension Floor: ONNXWritable {
  /// `Floor`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Floor")
  }
}
