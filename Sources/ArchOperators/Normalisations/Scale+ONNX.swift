import ArchONNX

extension Scale: ONNXWritable {
  /// Each channel times a number, plus another.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(layer.scaled(layer.x, true, bias, along: place(of: axis, in: layer.shape)))
  }
}
