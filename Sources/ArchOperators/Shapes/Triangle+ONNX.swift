import ArchONNX

extension Triangle: ONNXWritable {
  /// `Trilu`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.x.call("Trilu", [layer.constant(diagonal)], ["upper": .integer(isUpper ? 1 : 0)]))
  }
}
