import ArchGraph
import ArchONNX

extension DepthwiseConv: ONNXWritable {
  /// `Conv` with numeric padding.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    if layer.shapes.count > 1 { return conv(of: layer.shape).onnx(layer) }
    let weights = (0..<layer.weightCount).map { layer.weight($0) }
    let window = window.onnxAttributes(over: layer.shape.spatial)
    return .nodes(layer.x.call("Conv", weights, window + [("group", .integer(layer.shape[0]))]))
  }
}
