import ArchONNX

extension Power: ONNXWritable {
  /// `Pow` with a constant.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(layer.x.call("Pow", [layer.constant(exponent)]))
  }
}
