import ArchONNX

extension Reshape: ONNXWritable {
  /// `Reshape`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    .nodes(layer.x.reshaped(shape))
  }
}
