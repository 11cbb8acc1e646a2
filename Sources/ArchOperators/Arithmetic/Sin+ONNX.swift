import ArchONNX

extension Sin: ONNXWritable {
  /// `Sin`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Sin")
  }
}
