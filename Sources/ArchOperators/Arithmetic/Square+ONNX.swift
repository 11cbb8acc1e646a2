import ArchONNX

extension Square: ONNXWritable {
  /// `x*x`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(layer.x.squared)
  }
}
