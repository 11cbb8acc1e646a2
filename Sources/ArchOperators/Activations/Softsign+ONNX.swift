import ArchONNX

extension Softsign: ONNXWritable {
  /// `Softsign`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Softsign")
  }
}
