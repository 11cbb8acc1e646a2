import ArchONNX

extension Abs: ONNXWritable {
  /// `Abs`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Abs")
  }
}
