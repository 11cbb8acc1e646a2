import ArchGraph
import ArchONNX

extension Sum: ONNXWritable {
  /// `ReduceSum`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let reduced = resolved(axes, of: layer.shape)
    return .nodes(layer.x.reduced("Sum", reduced, of: layer.shape, keep: keepsDimensions))
  }
}
