import ArchONNX

extension Affine: ONNXWritable {
  /// `factor*x + offset`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let scaled = factor == 1 ? layer.x : layer.x * factor
    return .function(offset == 0 ? scaled : scaled + offset)
  }
}
