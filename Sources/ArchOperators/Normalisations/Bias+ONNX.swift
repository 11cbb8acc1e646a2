import ArchONNX

extension Bias: ONNXWritable {
  /// A number added to each channel.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .function(layer.scaled(layer.x, false, true, along: place(of: axis, in: layer.shape)))
  }
}
