import ArchGraph
import ArchONNX

extension RMSNorm: ONNXWritable {
  /// Divided by the root of the mean of the squares.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let axes = row(of: layer.shape).map { $0 + 1 }
    let root = (layer.x.squared.reduced("Mean", axes, keep: true) + epsilon).squareRoot
    let normal = layer.x / root
    return .function(scale ? normal * layer.weight(0) : normal)
  }
}
