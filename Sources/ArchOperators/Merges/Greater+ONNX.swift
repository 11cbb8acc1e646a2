import ArchONNX

extension Greater: ONNXWritable {
  /// `Greater`, as numbers.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(layer.call("Greater", layer.spread).numbers)
  }
}
