import ArchONNX

extension Triangle: ONNXWritable {
  /// `Trilu`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.x.call("Trilu", [layer.constant(diagonal)], ["upper": .integer(isUpper ? 1 : 0)]))
  }
}
