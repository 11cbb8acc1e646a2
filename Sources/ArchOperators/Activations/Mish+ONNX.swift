import ArchONNX

extension Mish: ONNXWritable {
  /// `Mish`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Mish")
  }
}
