import ArchONNX

extension Ceil: ONNXWritable {
  /// `Ceil`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Ceil")
  }
}
