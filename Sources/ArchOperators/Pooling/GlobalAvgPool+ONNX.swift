import ArchONNX

extension GlobalAvgPool: ONNXWritable {
  /// `GlobalAveragePool`, or `ReduceMean` where axes go.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    onnxPooling("GlobalAveragePool", "Mean", in: layer)
  }
}
