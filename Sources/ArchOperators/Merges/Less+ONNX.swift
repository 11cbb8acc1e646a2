import ArchONNX

extension Less: ONNXWritable {
  /// `Less`, as numbers.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(layer.call("Less", layer.spread).numbers)
  }
}
