import ArchONNX

extension TokenCache: ONNXWritable {
  /// The rows that every example has seen before, followed by its own.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    guard past > 0 else { return layer.twin("Identity") }
    let before = layer.weight(0).unsqueezed([0])
    let all = before.call("Expand", [layer.batch.joined(0, [layer.constant([1, 1])])])
    return .function(all.joined(1, [layer.x]))
  }
}
