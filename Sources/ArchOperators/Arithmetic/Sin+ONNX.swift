import ArchONNX

extension Sin: ONNXWritable {
  /// `Sin`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Sin")
  }
}
