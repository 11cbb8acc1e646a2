import ArchGraph
import ArchONNX

extension WKV: ONNXWritable {
  /// Token by token, with the largest exponent taken out.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let (keys, values) = (layer.x, layer.input(1))
    let (fading, first) = (-layer.weight(0).exponential, layer.weight(1))
    let zeros = layer.zeros([layer.shape[1]])
    let largest = keys.sliced(1, 0..<1).squeezed([1])
    return .function(
      layer.scan([zeros, zeros, largest], [keys, values]) { _, states, own in
        func sums(_ before: ONNXTerm, _ here: ONNXTerm) -> [ONNXTerm] {
          let most = before.call("Max", [here])
          let (kept, added) = ((before - most).exponential, (here - most).exponential)
          return [kept * states[0] + added * own[1], kept * states[1] + added, most]
        }
        let current = sums(states[2], own[0] + first)
        return (sums(states[2] + fading, own[0]), [current[0] / current[1]])
      }.outputs[0])
  }
}
