import ArchONNX

extension GELU: ONNXWritable {
  /// `Gelu`, or `x*sigmoid(1.702*x)`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    switch approximation {
    case .none: layer.twin("Gelu")
    case .tanh: layer.twin("Gelu", ["approximate": "tanh"])
    case .sigmoid: .function(layer.x * (layer.x * 1.702).sigmoid)
    }
  }
}
