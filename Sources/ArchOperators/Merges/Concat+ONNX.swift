import ArchGraph
import ArchONNX

extension Concat: ONNXWritable {
  /// `Concat`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.call("Concat", layer.inputs, ["axis": .integer(onnxAxis(axis, of: layer.shape))]))
  }
}
