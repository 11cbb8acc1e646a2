import ArchONNX

extension LogSigmoid: ONNXWritable {
  /// `-softplus(-x)`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    .function(-(-layer.x).call("Softplus"))
  }
}
