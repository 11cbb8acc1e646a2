import ArchONNX

extension LogSigmoid: ONNXWritable {
  /// `-softplus(-x)`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(-(-layer.x).call("Softplus"))
  }
}
