import ArchONNX

extension Flatten: ONNXWritable {
  /// `Flatten`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Flatten", ["axis": 1])
  }
}
