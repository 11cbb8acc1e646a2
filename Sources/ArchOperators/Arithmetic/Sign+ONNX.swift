import ArchONNX

extension Sign: ONNXWritable {
  /// `Sign`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Sign")
  }
}
