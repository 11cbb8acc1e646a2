import ArchGraph
import ArchONNX

extension PReLU: ONNXWritable {
  /// `PRelu`, with slopes that have ones for the axes after theirs.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    guard !shared else { return .nodes(layer.x.call("PRelu", [layer.weight(0)])) }
    let slopes = layer.along(place(of: axis, in: layer.shape), layer.weight(0))
    return .nodes(layer.x.call("PRelu", [slopes]))
  }
}
