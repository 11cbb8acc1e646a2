import ArchONNX

extension Cos: ONNXWritable {
  /// `Cos`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Cos")
  }
}
