import ArchONNX

extension Ceil: ONNXWritable {
  /// `Ceil`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Ceil")
  }
}
