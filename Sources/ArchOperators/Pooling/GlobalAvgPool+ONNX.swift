import ArchONNX

extension GlobalAvgPool: ONNXWritable {
  /// `GlobalAveragePool`, or `ReduceMean` where axes go.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    onnxPooling("GlobalAveragePool", "Mean", in: layer)
  }
}
