import ArchGraph
import ArchONNX

extension Flip: ONNXWritable {
  /// `Slice` from the end.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let places = resolved(axes, of: layer.shape)
    return .nodes(
      layer.x.sliced(
        places.map { $0 + 1 }, places.map { _ in -1 }, places.map { _ in Int.min }, by: places.map { _ in -1 }
      ))
  }
}
