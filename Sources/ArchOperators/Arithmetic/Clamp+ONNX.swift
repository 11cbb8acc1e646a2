import ArchONNX

extension Clamp: ONNXWritable {
  /// `Clip`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.x.clipped(low, high))
  }
}
