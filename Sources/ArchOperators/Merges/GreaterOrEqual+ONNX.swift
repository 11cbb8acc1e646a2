import ArchONNX

extension GreaterOrEqual: ONNXWritable {
  /// `GreaterOrEqual`, as numbers.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(layer.call("GreaterOrEqual", layer.spread).numbers)
  }
}
