import ArchONNX

extension EmbeddingBag: ONNXWritable {
  /// `Gather`, and the sum or the mean of each bag.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let rows = layer.weight(0).call("Gather", [layer.x], ["axis": 0])
    return .function(rows.reduced(mode == .mean ? "Mean" : "Sum", [2], keep: false))
  }
}
