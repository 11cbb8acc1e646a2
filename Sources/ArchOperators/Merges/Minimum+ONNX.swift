import ArchONNX

extension Minimum: ONNXWritable {
  /// `Min`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.call("Min", layer.spread))
  }
}
