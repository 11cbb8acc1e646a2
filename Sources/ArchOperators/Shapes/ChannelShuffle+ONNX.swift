import ArchGraph
import ArchONNX

extension ChannelShuffle: ONNXWritable {
  /// Groups of channels, transposed.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let parts = layer.x.reshaped([groups, layer.shape[0] / groups, -1])
    return .function(parts.transposed([0, 2, 1, 3]).reshaped(layer.shape.dimensions))
  }
}
