import ArchONNX

extension Sqrt: ONNXWritable {
  /// `Sqrt`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Sqrt")
  }
}
