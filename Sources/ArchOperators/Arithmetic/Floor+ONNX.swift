import ArchONNX

extension Floor: ONNXWritable {
  /// `Floor`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Floor")
  }
}
