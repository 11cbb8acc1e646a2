import ArchONNX

extension Clamp: ONNXWritable {
  /// `Clip`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.x.clipped(low, high))
  }
}
