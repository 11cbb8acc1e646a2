import ArchGraph
import ArchONNX

extension Conv: ONNXWritable {
  /// `Conv`, padding in numbers.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let weights = (0..<layer.weightCount).map { layer.weight($0) }
    let window = window.onnxAttributes(over: layer.shape.spatial)
    return .nodes(layer.x.call("Conv", weights, window + [("group", .integer(groups))]))
  }
}
