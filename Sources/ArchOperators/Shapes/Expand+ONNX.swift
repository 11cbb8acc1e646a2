import ArchGraph
import ArchONNX

extension Expand: ONNXWritable {
  /// `Expand`, with new axes after the batch.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let new = shape.count - layer.shape.rank
    let x = new > 0 ? layer.x.unsqueezed(Array(1...new)) : layer.x
    return .nodes(x.call("Expand", [layer.constant([1] + shape)]))
  }
}
