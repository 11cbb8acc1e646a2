import ArchONNX

extension LogSigmoid: ONNXWritable {
  /// `-softplus(-x)`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(-(-layer.x).call("Softplus"))
  }
}
