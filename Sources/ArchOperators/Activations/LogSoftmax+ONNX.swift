import ArchGraph
import ArchONNX

extension LogSoftmax: ONNXWritable {
  /// `LogSoftmax`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("LogSoftmax", ["axis": .integer(onnxAxis(axis ?? 0, of: layer.shape))])
  }
}
