import ArchONNX

extension Equal: ONNXWritable {
  /// `Equal`, as numbers.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(layer.call("Equal", layer.spread).numbers)
  }
}
