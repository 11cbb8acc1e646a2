import ArchONNX

extension Reshape: ONNXWritable {
  /// `Reshape`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.x.reshaped(shape))
  }
}
