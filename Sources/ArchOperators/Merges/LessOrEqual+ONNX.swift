import ArchONNX

extension LessOrEqual: ONNXWritable {
  /// `LessOrEqual`, as numbers.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(layer.call("LessOrEqual", layer.spread).numbers)
  }
}
