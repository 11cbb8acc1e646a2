import ArchONNX

extension Erf: ONNXWritable {
  /// `Erf`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Erf")
  }
}
