import ArchGraph
import ArchONNX

extension Mamba2Scan: ONNXWritable {
  /// Token by token: a head decays by its steps, and takes in new input.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let (tokens, width) = (layer.shape[0], layer.shape[1] / heads)
    let x = layer.x.reshaped([tokens, heads, width])
    // Each group of b and c serves several heads.
    let groups = layer.shapes[2][1] / state
    let pairs = (2...3).map { place in
      let own = layer.input(place).reshaped([tokens, groups, 1, state])
      return groups == heads
        ? own.squeezed([3])
        : own.call("Expand", [layer.constant([1, 1, 1, heads / groups, 1])]).reshaped([tokens, heads, state])
    }
    let rates = -layer.weight(0).exponential
    let delta = (layer.input(1) + layer.weight(layer.weightCount - 1)).call("Softplus")
    let fading = (delta * rates).exponential
    let zeros = layer.zeros([heads, width, state])
    let y = layer.scan([zeros], [x, delta, fading] + pairs) { _, states, own in
      let push = own[1].unsqueezed([2, 3]) * own[0].unsqueezed([3]) * own[3].unsqueezed([2])
      let next = own[2].unsqueezed([2, 3]) * states[0] + push
      return ([next], [next.times(own[4].unsqueezed([3])).squeezed([3])])
    }.outputs[0]
    return .function((skip ? y + layer.weight(1).unsqueezed([1]) * x : y).reshaped(layer.output.dimensions))
  }
}
