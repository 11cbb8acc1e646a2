import ArchONNX

extension SoftShrink: ONNXWritable {
  /// `Shrink`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Shrink", ["lambd": .float(Float(lambda)), "bias": .float(Float(lambda))])
  }
}
