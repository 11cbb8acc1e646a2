import ArchONNX

extension Exp: ONNXWritable {
  /// `Exp`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Exp")
  }
}
