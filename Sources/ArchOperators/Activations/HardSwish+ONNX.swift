import ArchONNX

extension HardSwish: ONNXWritable {
  /// `HardSwish`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("HardSwish")
  }
}
