import ArchONNX

extension LeakyReLU: ONNXWritable {
  /// `LeakyRelu`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("LeakyRelu", ["alpha": .float(Float(slope))])
  }
}
