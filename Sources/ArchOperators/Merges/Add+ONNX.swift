import ArchONNX

extension Add: ONNXWritable {
  /// `Add`, `Sum` of more than two.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let values = layer.spread
    return .nodes(layer.call(values.count == 2 ? "Add" : "Sum", values))
  }
}
