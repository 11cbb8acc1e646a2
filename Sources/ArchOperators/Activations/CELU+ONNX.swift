import ArchONNX

extension CELU: ONNXWritable {
  /// `Celu`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Celu", ["alpha": .float(Float(alpha))])
  }
}
