import ArchONNX

extension Flatten: ONNXWritable {
  /// `Flatten`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Flatten", ["axis": 1])
  }
}
