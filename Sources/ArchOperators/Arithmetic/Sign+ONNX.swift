import ArchONNX

extension Sign: ONNXWritable {
  /// `Sign`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Sign")
  }
}
