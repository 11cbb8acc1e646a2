import ArchONNX

extension GreaterOrEqual: ONNXWritable {
  /// `GreaterOrEqual`, as numbers.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    .function(layer.call("GreaterOrEqual", layer.spread).numbers)
  }
}
