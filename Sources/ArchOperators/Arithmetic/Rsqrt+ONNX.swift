import ArchONNX

extension Rsqrt: ONNXWritable {
  /// `1/sqrt(x)`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    .function(layer.x.squareRoot.call("Reciprocal"))
  }
}
