import ArchONNX

extension Tile: ONNXWritable {
  /// `Tile`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.x.call("Tile", [layer.constant([1] + repeats)]))
  }
}
