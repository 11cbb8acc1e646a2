import ArchONNX

extension Sqrt: ONNXWritable {
  /// `Sqrt`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Sqrt")
  }
}
