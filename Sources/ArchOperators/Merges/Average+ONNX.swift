import ArchONNX

extension Average: ONNXWritable {
  /// `Mean`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.call("Mean", layer.spread))
  }
}
