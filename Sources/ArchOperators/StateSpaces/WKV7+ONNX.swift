import ArchGraph
import ArchONNX

extension WKV7: ONNXWritable {
  /// Token by token: a matrix for each head, part of which is replaced.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let (tokens, width) = (layer.shape[0], layer.shape[1] / heads)
    var inputs = layer.inputs.map { $0.reshaped([tokens, heads, width]) }
    inputs[1] = (-inputs[1].exponential).exponential
    let zeros = layer.zeros([heads, width, width])
    return .function(
      layer.scan([zeros], inputs) { _, states, own in
        let replaced = states[0].times(own[4].unsqueezed([3]))
        let kept = own[1].unsqueezed([2]) * states[0] + replaced * own[5].unsqueezed([2])
        let next = kept + own[3].unsqueezed([3]) * own[2].unsqueezed([2])
        return ([next], [next.times(own[0].unsqueezed([3])).squeezed([3])])
      }.outputs[0].reshaped(layer.output.dimensions))
  }
}
