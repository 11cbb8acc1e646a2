import ArchONNX

extension Average: ONNXWritable {
  /// `Mean`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.call("Mean", layer.spread))
  }
}
