import ArchGraph
import ArchONNX

extension Softmax: ONNXWritable {
  /// `Softmax`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Softmax", ["axis": .integer(onnxAxis(axis ?? 0, of: layer.shape))])
  }
}
