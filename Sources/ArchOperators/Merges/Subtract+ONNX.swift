import ArchONNX

extension Subtract: ONNXWritable {
  /// `Sub`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let values = layer.spread
    return .nodes(values[0] - values[1])
  }
}
