import ArchGraph
import ArchONNX

extension Split: ONNXWritable {
  /// `Slice`: one of the parts.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let axis = onnxAxis(axis, of: layer.shape)
    let (first, size) = place(in: layer.shape[axis - 1])
    return .nodes(layer.x.sliced(axis, first..<first + size))
  }
}
