import ArchONNX

extension Select: ONNXWritable {
  /// `Gather`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.x.gathered(1, channels))
  }
}
