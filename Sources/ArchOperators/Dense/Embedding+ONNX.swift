import ArchONNX

extension Embedding: ONNXWritable {
  /// `Gather`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.weight(0).call("Gather", [layer.x], ["axis": 0]))
  }
}
