import ArchONNX

extension Average: ONNXWritable {
  /// `Mean`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    .nodes(layer.call("Mean", layer.spread))
  }
}
