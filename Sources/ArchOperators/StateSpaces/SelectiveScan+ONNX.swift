import ArchGraph
import ArchONNX

extension SelectiveScan: ONNXWritable {
  /// Token by token: the state decays by its steps, and takes in new input.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let rates = -layer.weight(0).exponential
    let delta = softplus ? layer.input(1).call("Softplus") : layer.input(1)
    let state = layer.zeros([layer.shape[1], layer.shapes[2][1]])
    let y = layer.scan([state], [layer.x, delta, layer.input(2), layer.input(3)]) { _, states, own in
      let step = own[1].unsqueezed([2])
      let push = step * own[0].unsqueezed([2]) * own[2].unsqueezed([1])
      let next = (step * rates).exponential * states[0] + push
      return ([next], [next.times(own[3].unsqueezed([2])).squeezed([2])])
    }.outputs[0]
    return .function(skip ? y + layer.weight(1) * layer.x : y)
  }
}
