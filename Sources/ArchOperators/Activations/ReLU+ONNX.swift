import ArchONNX

extension ReLU: ONNXWritable {
  /// `Relu`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Relu")
  }
}
