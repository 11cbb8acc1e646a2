import ArchGraph
import ArchONNX

extension Min: ONNXWritable {
  /// `ReduceMin`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let reduced = resolved(axes, of: layer.shape)
    return .nodes(layer.x.reduced("Min", reduced, of: layer.shape, keep: keepsDimensions))
  }
}
