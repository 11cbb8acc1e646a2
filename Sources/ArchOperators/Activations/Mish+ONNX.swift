import ArchONNX

extension Mish: ONNXWritable {
  /// `Mish`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Mish")
  }
}
