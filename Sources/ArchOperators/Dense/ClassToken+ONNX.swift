import ArchGraph
import ArchONNX

extension ClassToken: ONNXWritable {
  /// `Concat` after the tokens, which all examples share.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let shape = layer.batch.joined(0, [layer.constant([tokens, layer.shape[1]])])
    return .function(layer.weight(0).call("Expand", [shape]).joined(1, [layer.x]))
  }
}
