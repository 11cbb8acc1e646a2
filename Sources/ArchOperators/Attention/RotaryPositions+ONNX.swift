import ArchGraph
import ArchONNX

extension RotaryPositions: ONNXWritable {
  /// Pairs of features, rotated by their positions.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let (tokens, features) = (layer.shape[layer.shape.rank - 2], layer.shape[layer.shape.rank - 1])
    let rows = layer.x.reshaped(whole: [-1, tokens, features]).inHeads(heads, tokens: tokens)
    let turned = rotary.onnx(rows, heads: heads, tokens: tokens, features: features / heads, from: past)
    return .function(turned.withoutHeads(tokens: tokens).reshaped(whole: [-1] + layer.output.dimensions))
  }
}
