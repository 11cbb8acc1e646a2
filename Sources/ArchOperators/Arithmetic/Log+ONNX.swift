import ArchONNX

extension Log: ONNXWritable {
  /// `Log`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Log")
  }
}
