import ArchONNX

extension Flatten: ONNXWritable {
  /// `Flatten`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Flatten", ["axis": 1])
  }
}
