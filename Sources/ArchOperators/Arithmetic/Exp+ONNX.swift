import ArchONNX

extension Exp: ONNXWritable {
  /// `Exp`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Exp")
  }
}
