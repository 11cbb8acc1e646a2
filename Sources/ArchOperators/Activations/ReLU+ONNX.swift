import ArchONNX

extension ReLU: ONNXWritable {
  /// `Relu`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Relu")
  }
}
