import ArchONNX

extension Sigmoid: ONNXWritable {
  /// `Sigmoid`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Sigmoid")
  }
}
