import ArchONNX

extension HardSwish: ONNXWritable {
  /// `HardSwish`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("HardSwish")
  }
}
