import ArchONNX

extension Identity: ONNXWritable {
  /// `Identity`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Identity")
  }
}
