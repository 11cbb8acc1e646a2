import ArchONNX

extension Reshape: ONNXWritable {
  /// `Reshape`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.x.reshaped(shape))
  }
}
