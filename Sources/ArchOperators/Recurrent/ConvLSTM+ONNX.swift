import ArchGraph
import ArchONNX

extension ConvLSTM: ONNXWritable {
  /// The convolution of all maps at once, and that of the state step by step.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let frame = Array(layer.shape.dimensions[1...])
    let map = Array(layer.output.dimensions.suffix(frame.count - 1))
    let shift = bias ? [layer.weight(0), layer.weight(2)] : [layer.weight(0)]
    let ofInput = layer.x.reshaped(whole: [-1] + frame)
      .call("Conv", shift, window.onnxAttributes(over: frame[1...]))
      .reshaped(whole: [-1, layer.shape[0], 4 * filters] + map)
    let zeros = layer.zeros([filters] + map)
    let made = layer.scan([zeros, zeros], [ofInput]) { _, states, own in
      let gates =
        own[0] + states[0].call("Conv", [layer.weight(1)], stateWindow.onnxAttributes(over: map[...]))
      let parts = gates.split(1, Array(repeating: filters, count: 4))
      let cell = parts[1].sigmoid * states[1] + parts[0].sigmoid * parts[2].tanh
      let state = parts[3].sigmoid * cell.tanh
      return ([state, cell], [state])
    }
    return .function(returns == .last ? made.states[0] : made.outputs[0])
  }
}
