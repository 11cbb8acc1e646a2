import ArchONNX

extension Tanh: ONNXWritable {
  /// `Tanh`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Tanh")
  }
}
