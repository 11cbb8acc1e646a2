import ArchONNX

extension Minimum: ONNXWritable {
  /// `Min`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    .nodes(layer.call("Min", layer.spread))
  }
}
