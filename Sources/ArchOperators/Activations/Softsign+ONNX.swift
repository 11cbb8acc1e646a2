import ArchONNX

extension Softsign: ONNXWritable {
  /// `Softsign`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Softsign")
  }
}
