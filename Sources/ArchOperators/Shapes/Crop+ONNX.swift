import ArchGraph
import ArchONNX

extension Crop: ONNXWritable {
  /// `Slice`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let first = min(1, layer.shape.rank - 1)
    let axes = Array(first..<layer.shape.rank)
    let starts = axes.map { amount.before(axis: $0 - first) }
    let ends = zip(axes, starts).map { layer.output[$0] + $1 }
    return .nodes(layer.x.sliced(axes.map { $0 + 1 }, starts, ends, by: axes.map { _ in 1 }))
  }
}
