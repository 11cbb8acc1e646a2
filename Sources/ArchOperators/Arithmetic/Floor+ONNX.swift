import ArchONNX

extension Floor: ONNXWritable {
  /// `Floor`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Floor")
  }
}
