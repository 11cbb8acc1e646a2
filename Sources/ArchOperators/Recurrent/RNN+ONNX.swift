import ArchONNX

extension RNN: ONNXWritable {
  /// `RNN`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let word = activation == .tanh ? "Tanh" : "Relu"
    return recurrence.onnx(
      "RNN", order: [0],
      [("activations", .strings(Array(repeating: word, count: bidirectional ? 2 : 1)))], in: layer)
  }
}
