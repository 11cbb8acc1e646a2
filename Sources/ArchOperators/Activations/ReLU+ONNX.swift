import ArchONNX

extension ReLU: ONNXWritable {
  /// `Relu`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Relu")
  }
}
