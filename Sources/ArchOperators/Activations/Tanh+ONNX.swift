import ArchONNX

extension Tanh: ONNXWritable {
  /// `Tanh`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Tanh")
  }
}
