import ArchONNX

extension Minimum: ONNXWritable {
  /// `Min`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.call("Min", layer.spread))
  }
}
