import ArchONNX

extension Select: ONNXWritable {
  /// `Gather`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.x.gathered(1, channels))
  }
}
