import ArchONNX

extension Less: ONNXWritable {
  /// `Less`, as numbers.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    .function(layer.call("Less", layer.spread).numbers)
  }
}
