import ArchONNX

extension HardSwish: ONNXWritable {
  /// `HardSwish`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("HardSwish")
  }
}
