import ArchONNX

extension Erf: ONNXWritable {
  /// `Erf`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Erf")
  }
}
