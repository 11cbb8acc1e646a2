import ArchONNX

extension LSTM: ONNXWritable {
  /// `LSTM`, whose gates are in the order input, output, forget, candidate.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    if let projection { return recurrence.onnxProjected(projection, in: layer) }
    return recurrence.onnx("LSTM", order: [0, 3, 1, 2], in: layer)
  }
}
