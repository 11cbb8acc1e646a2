import ArchONNX

extension Abs: ONNXWritable {
  /// `Abs`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Abs")
  }
}
