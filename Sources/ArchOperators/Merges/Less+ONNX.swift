import ArchONNX

extension Less: ONNXWritable {
  /// `Less`, as numbers.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(layer.call("Less", layer.spread).numbers)
  }
}
