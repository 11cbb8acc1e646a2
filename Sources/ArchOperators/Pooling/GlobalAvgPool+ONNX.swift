import ArchONNX

extension GlobalAvgPool: ONNXWritable {
  /// `GlobalAveragePool`, or `ReduceMean` if axes are dropped.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    onnxPooling("GlobalAveragePool", "Mean", in: layer)
  }
}
