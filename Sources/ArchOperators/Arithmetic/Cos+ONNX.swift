import ArchONNX

extension Cos: ONNXWritable {
  /// `Cos`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Cos")
  }
}
