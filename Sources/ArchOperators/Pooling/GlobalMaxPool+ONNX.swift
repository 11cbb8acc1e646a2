import ArchONNX

extension GlobalMaxPool: ONNXWritable {
  /// `GlobalMaxPool`, or `ReduceMax` where axes go.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    onnxPooling("GlobalMaxPool", "Max", in: layer)
  }
}
