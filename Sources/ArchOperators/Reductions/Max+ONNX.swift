import ArchGraph
import ArchONNX

extension Max: ONNXWritable {
  /// `ReduceMax`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let reduced = resolved(axes, of: layer.shape)
    return .nodes(layer.x.reduced("Max", reduced, of: layer.shape, keep: keepsDimensions))
  }
}
