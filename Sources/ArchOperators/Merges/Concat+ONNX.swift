import ArchGraph
import ArchONNX

extension Concat: ONNXWritable {
  /// `Concat`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.call("Concat", layer.inputs, ["axis": .integer(onnxAxis(axis, of: layer.shape))]))
  }
}
