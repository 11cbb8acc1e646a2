import ArchGraph
import ArchONNX

extension Attend: ONNXWritable {
  /// Products of matrices around a softmax.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let (q, k, v) = (layer.shapes[0], layer.shapes[1], layer.shapes[2])
    let (groups, rank) = (keyHeads ?? heads, q.rank)
    let sizes = ONNXHeads(
      heads: heads, groups: groups, tokens: q[rank - 2], places: k[rank - 2], width: q[rank - 1] / heads,
      valueWidth: v[rank - 1] / groups)
    // Windows are an axis next to the examples.
    let windows = q.dimensions.dropLast(2).reduce(1, *)
    let rows = zip(layer.inputs, layer.shapes).prefix(3).map { input, shape in
      rank == 2 ? input : input.reshaped(whole: [-1] + shape.dimensions.suffix(2))
    }
    let attended = scoring.onnx(
      rows[0].inHeads(heads, tokens: sizes.tokens), rows[1].inHeads(groups, tokens: sizes.places),
      rows[2].inHeads(groups, tokens: sizes.places), sizes
    ) { scores in
      guard layer.shapes.count > 3 else { return scores }
      // [batch, windows, heads, tokens, places]; a bias belongs to all windows of its example, or to each.
      let (heads, tokens, places) = (heads, sizes.tokens, sizes.places)
      let shape = layer.shapes[3]
      let bias: ONNXTerm =
        switch shape.rank {
        case 2: layer.input(3).unsqueezed([1, 2])
        case 3: layer.input(3).unsqueezed([1])
        default: layer.input(3).reshaped(whole: [-1, windows] + shape.dimensions.suffix(3))
        }
      let sum = scores.reshaped(whole: [-1, windows, heads, tokens, places]) + bias
      return sum.reshaped(whole: [-1, heads, tokens, places])
    }
    return .function(
      attended.withoutHeads(tokens: sizes.tokens).reshaped(whole: [-1] + layer.output.dimensions))
  }
}
