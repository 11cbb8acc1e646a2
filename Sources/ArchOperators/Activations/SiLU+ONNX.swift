import ArchONNX

extension SiLU: ONNXWritable {
  /// `x*sigmoid(x)`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    .function(layer.x * layer.x.sigmoid)
  }
}
