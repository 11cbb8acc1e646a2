import ArchONNX

extension HardShrink: ONNXWritable {
  /// `Shrink`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Shrink", ["lambd": .float(Float(lambda)), "bias": 0.0])
  }
}
