import ArchONNX

extension CELU: ONNXWritable {
  /// `Celu`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Celu", ["alpha": .float(Float(alpha))])
  }
}
