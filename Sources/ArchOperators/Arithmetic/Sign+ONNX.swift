import ArchONNX

extension Sign: ONNXWritable {
  /// `Sign`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Sign")
  }
}
