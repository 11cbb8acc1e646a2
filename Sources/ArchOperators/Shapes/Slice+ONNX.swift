import ArchGraph
import ArchONNX

extension Slice: ONNXWritable {
  /// `Slice`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let axis = onnxAxis(axis, of: layer.shape)
    let (first, end) = part(of: layer.shape[axis - 1])
    return .nodes(layer.x.sliced(axis, first..<end, by: step))
  }
}
