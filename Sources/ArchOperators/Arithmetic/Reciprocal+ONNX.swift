import ArchONNX

extension Reciprocal: ONNXWritable {
  /// `Reciprocal`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Reciprocal")
  }
}
