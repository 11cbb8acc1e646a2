import ArchONNX

extension Dropout: ONNXWritable {
  /// Nothing except in training.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.x)
  }
}
