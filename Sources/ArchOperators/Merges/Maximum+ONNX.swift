import ArchONNX

extension Maximum: ONNXWritable {
  /// `Max`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.call("Max", layer.spread))
  }
}
