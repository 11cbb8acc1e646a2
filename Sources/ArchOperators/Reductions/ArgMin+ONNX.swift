import ArchONNX

extension ArgMin: ONNXWritable {
  /// `ArgMin`, as a number.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    onnxSearch("ArgMin", in: layer)
  }
}
