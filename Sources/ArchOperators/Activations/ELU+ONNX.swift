import ArchONNX

extension ELU: ONNXWritable {
  /// `Elu`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Elu", ["alpha": .float(Float(alpha))])
  }
}
