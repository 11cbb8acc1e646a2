import ArchONNX

extension Greater: ONNXWritable {
  /// `Greater`, as numbers.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(layer.call("Greater", layer.spread).numbers)
  }
}
