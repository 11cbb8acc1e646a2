import ArchONNX

extension ArgMax: ONNXWritable {
  /// `ArgMax`, as a number.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    onnxSearch("ArgMax", in: layer)
  }
}
