import ArchONNX

extension Reciprocal: ONNXWritable {
  /// `Reciprocal`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Reciprocal")
  }
}
