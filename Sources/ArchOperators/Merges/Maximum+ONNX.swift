import ArchONNX

extension Maximum: ONNXWritable {
  /// `Max`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    .nodes(layer.call("Max", layer.spread))
  }
}
