import ArchONNX

extension Dropout: ONNXWritable {
  /// Nothing but in training.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.x)
  }
}
