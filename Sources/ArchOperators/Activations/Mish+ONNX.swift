import ArchONNX

extension Mish: ONNXWritable {
  /// `Mish`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Mish")
  }
}
