import ArchONNX

extension LeakyReLU: ONNXWritable {
  /// `LeakyRelu`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("LeakyRelu", ["alpha": .float(Float(slope))])
  }
}
