import ArchONNX

extension LeakyReLU: ONNXWritable {
  /// `LeakyRelu`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("LeakyRelu", ["alpha": .float(Float(slope))])
  }
}
