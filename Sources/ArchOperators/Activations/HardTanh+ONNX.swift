import ArchONNX

extension HardTanh: ONNXWritable {
  /// `Clip`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    .nodes(layer.x.clipped(low, high))
  }
}
