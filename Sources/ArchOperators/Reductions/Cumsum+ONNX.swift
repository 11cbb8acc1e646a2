import ArchGraph
import ArchONNX

extension Cumsum: ONNXWritable {
  /// `CumSum`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(
      layer.x.call(
        "CumSum", [layer.constant(onnxAxis(axis, of: layer.shape))],
        ["exclusive": .integer(isExclusive ? 1 : 0), "reverse": .integer(isReverse ? 1 : 0)]))
  }
}
