import ArchONNX

extension ArgMax: ONNXWritable {
  /// `ArgMax`, as a number.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    onnxSearch("ArgMax", in: layer)
  }
}
