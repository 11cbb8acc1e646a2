import ArchGraph
import ArchONNX

extension Mean: ONNXWritable {
  /// `ReduceMean`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let reduced = resolved(axes, of: layer.shape)
    return .nodes(layer.x.reduced("Mean", reduced, of: layer.shape, keep: keepsDimensions))
  }
}
