import ArchONNX

extension Sigmoid: ONNXWritable {
  /// `Sigmoid`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Sigmoid")
  }
}
