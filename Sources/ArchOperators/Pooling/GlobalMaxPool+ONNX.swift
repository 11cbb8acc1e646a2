import ArchONNX

extension GlobalMaxPool: ONNXWritable {
  /// `GlobalMaxPool`, or `ReduceMax` if axes are dropped.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    onnxPooling("GlobalMaxPool", "Max", in: layer)
  }
}
