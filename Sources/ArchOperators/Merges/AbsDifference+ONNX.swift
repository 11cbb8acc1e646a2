import ArchONNX

extension AbsDifference: ONNXWritable {
  /// `|a - b|`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let values = layer.spread
    return .function((values[0] - values[1]).call("Abs"))
  }
}
