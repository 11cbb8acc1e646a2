import ArchGraph
import ArchONNX

extension TopK: ONNXWritable {
  /// `TopK`, its indices as numbers.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let found = layer.calls(
      "TopK", [layer.x, layer.constant([count])], [("axis", .integer(onnxAxis(axis, of: layer.shape)))],
      outputs: 2)
    return take == .values ? .nodes(found[0]) : .function(found[1].numbers)
  }
}
