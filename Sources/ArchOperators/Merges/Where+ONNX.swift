import ArchONNX

extension Where: ONNXWritable {
  /// `Where`, with elements that are not zero as the condition.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let values = layer.spread
    return .function(layer.call("Where", [values[0].cast(.bool), values[1], values[2]]))
  }
}
