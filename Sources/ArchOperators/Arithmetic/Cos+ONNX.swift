import ArchONNX

extension Cos: ONNXWritable {
  /// `Cos`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Cos")
  }
}
