import ArchONNX

extension Equal: ONNXWritable {
  /// `Equal`, as numbers.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(layer.call("Equal", layer.spread).numbers)
  }
}
