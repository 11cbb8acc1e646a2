import ArchONNX

extension Maximum: ONNXWritable {
  /// `Max`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.call("Max", layer.spread))
  }
}
