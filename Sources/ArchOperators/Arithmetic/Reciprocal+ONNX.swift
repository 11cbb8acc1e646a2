import ArchONNX

extension Reciprocal: ONNXWritable {
  /// `Reciprocal`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Reciprocal")
  }
}
