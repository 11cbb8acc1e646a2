import ArchGraph
import ArchONNX

extension WKV6: ONNXWritable {
  /// Token by token: a matrix for each head, whose columns decay.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let (tokens, width) = (layer.shape[0], layer.shape[1] / heads)
    let inputs = layer.inputs.map { $0.reshaped([tokens, heads, width]) }
    let first = layer.weight(0).reshaped(whole: [heads, 1, width])
    let zeros = layer.zeros([heads, width, width])
    let fading = (-inputs[3].exponential).exponential
    return .function(
      layer.scan([zeros], [inputs[0], inputs[1], inputs[2], fading]) { _, states, own in
        let pair = own[2].unsqueezed([3]) * own[1].unsqueezed([2])
        let y = (pair * first + states[0]).times(own[0].unsqueezed([3])).squeezed([3])
        return ([own[3].unsqueezed([2]) * states[0] + pair], [y])
      }.outputs[0].reshaped(layer.output.dimensions))
  }
}
