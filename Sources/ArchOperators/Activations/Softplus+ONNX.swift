import ArchONNX

extension Softplus: ONNXWritable {
  /// `Softplus`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Softplus")
  }
}
