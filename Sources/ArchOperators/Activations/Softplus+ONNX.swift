import ArchONNX

extension Softplus: ONNXWritable {
  /// `Softplus`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Softplus")
  }
}
