import ArchONNX

extension CrossAttention: ONNXWritable {
  /// Products of matrices around a softmax.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    common.onnx(in: layer)
  }
}
