import ArchONNX

extension Dropout: ONNXWritable {
  /// Nothing but in training.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.x)
  }
}
