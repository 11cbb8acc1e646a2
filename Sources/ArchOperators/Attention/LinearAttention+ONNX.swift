import ArchGraph
import ArchONNX

extension LinearAttention: ONNXWritable {
  /// Products with sums over keys, which grow token by token if they are causal.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let (tokens, keys) = (layer.shape[0], layer.shapes[1][0])
    func featured(_ x: ONNXTerm) -> ONNXTerm {
      switch feature {
      case .elu: x.call("Elu") + 1
      case .relu: x.relu
      case .none: x
      }
    }
    let q = featured(layer.x.inHeads(heads, tokens: tokens))
    let k = featured(layer.input(1).inHeads(heads, tokens: keys))
    let v = layer.input(2).inHeads(heads, tokens: keys)
    func shared(_ y: ONNXTerm, _ divisor: ONNXTerm) -> ONNXTerm { y / (divisor + epsilon) }
    if !causal {
      let y = q.times(k.transposed([0, 1, 3, 2]).times(v))
      guard normalize else { return .function(y.withoutHeads(tokens: tokens)) }
      let sums = k.reduced("Sum", [2], keep: false).unsqueezed([3])
      return .function(shared(y, q.times(sums)).withoutHeads(tokens: tokens))
    }
    let (keyWidth, valueWidth) = (layer.shape[1] / heads, layer.output[1] / heads)
    let states = [layer.zeros([heads, keyWidth, valueWidth]), layer.zeros([heads, keyWidth, 1])]
    let made = layer.scan(states, [q, k, v], along: 2) { _, states, own in
      let (row, column) = (own[0].unsqueezed([2]), own[1].unsqueezed([3]))
      let products = states[0] + column * own[2].unsqueezed([2])
      let sums = states[1] + column
      let y = row.times(products)
      return ([products, sums], [(normalize ? shared(y, row.times(sums)) : y).squeezed([2])])
    }.outputs[0]
    return .function(made.withoutHeads(tokens: tokens))
  }
}
