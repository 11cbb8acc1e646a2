import ArchONNX

extension Erf: ONNXWritable {
  /// `Erf`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Erf")
  }
}
