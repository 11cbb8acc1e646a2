import ArchONNX

extension Attention: ONNXWritable {
  /// Products of matrices around a softmax.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    common.onnx(in: layer, relativeBias: relativeBias, past: past)
  }
}
