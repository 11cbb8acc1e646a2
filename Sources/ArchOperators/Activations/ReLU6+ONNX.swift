import ArchONNX

extension ReLU6: ONNXWritable {
  /// `Clip` from 0 to 6.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.x.clipped(0, 6))
  }
}
