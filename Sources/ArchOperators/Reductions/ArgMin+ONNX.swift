import ArchONNX

extension ArgMin: ONNXWritable {
  /// `ArgMin`, as a number.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    onnxSearch("ArgMin", in: layer)
  }
}
