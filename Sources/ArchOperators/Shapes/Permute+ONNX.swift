import ArchONNX

extension Permute: ONNXWritable {
  /// `Transpose`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Transpose", ["perm": .integers([0] + axes.map { $0 + 1 })])
  }
}
