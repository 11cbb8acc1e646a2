import ArchONNX

extension Threshold: ONNXWritable {
  /// `x` where it is above the threshold.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let isAbove = layer.x.call("Greater", [layer.constant(threshold)])
    return .function(isAbove.call("Where", [layer.x, layer.constant(value)]))
  }
}
