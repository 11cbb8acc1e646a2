import ArchONNX

extension Identity: ONNXWritable {
  /// `Identity`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Identity")
  }
}
