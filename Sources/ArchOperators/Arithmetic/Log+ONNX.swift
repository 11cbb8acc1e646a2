import ArchONNX

extension Log: ONNXWritable {
  /// `Log`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Log")
  }
}
