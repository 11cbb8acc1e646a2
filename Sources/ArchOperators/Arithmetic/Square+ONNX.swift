import ArchONNX

extension Square: ONNXWritable {
  /// `x*x`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    .function(layer.x.squared)
  }
}
