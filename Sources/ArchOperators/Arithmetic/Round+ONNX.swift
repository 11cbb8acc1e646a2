import ArchONNX

extension Round: ONNXWritable {
  /// `Round`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Round")
  }
}
