import ArchONNX

extension GRU: ONNXWritable {
  /// `GRU`, whose gates are in the order update, reset, candidate.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    recurrence.onnx(
      "GRU", order: [1, 0, 2], [("linear_before_reset", .integer(resetAfter ? 1 : 0))], in: layer)
  }
}
