import ArchONNX

extension ArgMax: ONNXWritable {
  /// `ArgMax`, as a number.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    onnxSearch("ArgMax", in: layer)
  }
}
