import ArchGraph
import ArchONNX

extension Unfold: ONNXWritable {
  /// A separate convolution of each channel, with a filter for each tap that has a single one.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    guard let columns = layer.x.columns(under: window, of: layer.shape) else { return .nodes(layer.x) }
    return .function(columns.reshaped(whole: [-1] + layer.output.dimensions))
  }
}
