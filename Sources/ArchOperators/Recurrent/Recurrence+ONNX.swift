import ArchGraph
import ArchONNX

extension Recurrence {
  /// A recurrent operator of ONNX, where tokens come before the batch, both directions share tensors, and the
  /// gates are in a different order.
  ///
  /// - Parameters:
  ///   - order: which of our gates is at each place in ONNX.
  ///   - attributes: the attributes besides size and direction.
  func onnx(
    _ op: String, order: [Int], _ attributes: [(String, ONNX.Attribute.Value)] = [], in layer: ONNXLayer
  ) -> ONNXNodes {
    let directions = bidirectional ? 2 : 1
    let each = layer.weightCount / directions
    func ordered(_ tensor: ONNXTerm) -> ONNXTerm {
      guard gates > 1 else { return tensor }
      let parts = tensor.split(0, Array(repeating: units, count: gates))
      return parts[order[0]].joined(0, order.dropFirst().map { parts[$0] })
    }
    func both(_ tensor: (_ first: Int) -> ONNXTerm) -> ONNXTerm {
      let tensors = (0..<directions).map { tensor($0 * each).unsqueezed([0]) }
      return tensors[0].joined(0, Array(tensors.dropFirst()))
    }
    let ofInput = both { ordered(layer.weight($0)) }
    let ofState = both { ordered(layer.weight($0 + 1)) }
    let shift: ONNXTerm? =
      switch biases {
      case .two: both { ordered(layer.weight($0 + 2)).joined(0, [ordered(layer.weight($0 + 3))]) }
      case .one:
        both {
          ordered(layer.weight($0 + 2))
            .joined(0, [layer.constant([gates * units]).call("ConstantOfShape")])
        }
      case .none: nil
      }
    // [batch, directions*units] corresponds to [directions, batch, units] in ONNX.
    let states = layer.inputs.dropFirst().map {
      $0.reshaped(whole: [0, directions, units]).transposed([1, 0, 2])
    }
    let made = layer.calls(
      op, [layer.x.transposed([1, 0, 2]), ofInput, ofState, shift] + (states.isEmpty ? [] : [nil] + states),
      [
        ("hidden_size", .integer(units)), ("direction", .string(bidirectional ? "bidirectional" : "forward")),
      ] + attributes, outputs: hasCells ? 3 : 2,
      wanted: returns == .last ? [1] : returns == .all ? [0, 2] : [0])
    // [directions, batch, units], or that with the tokens first.
    if returns == .last { return .function(made[1].transposed([1, 0, 2]).reshaped(whole: [0, -1])) }
    let all = made[0].transposed([2, 0, 1, 3]).reshaped(whole: [0, 0, -1])
    guard returns == .all else { return .function(all) }
    return .function(all.joined(1, [made[2].transposed([1, 0, 2]).reshaped(whole: [0, 1, -1])]))
  }

  /// Long short-term memory whose state goes through a matrix, step by step.
  func onnxProjected(_ projection: Int, in layer: ONNXLayer) -> ONNXNodes {
    let each = layer.weightCount / (bidirectional ? 2 : 1)
    let made = (0..<(bidirectional ? 2 : 1)).map { direction in
      let first = direction * each
      func matrix(_ place: Int) -> ONNXTerm { layer.weight(first + place).transposed([1, 0]) }
      let product = layer.x.times(matrix(0))
      let ofInput = biases == .none ? product : product + layer.weight(first + 2)
      let (ofState, toOutput) = (matrix(1), matrix(each - 1))
      func start(_ input: Int, _ width: Int) -> ONNXTerm {
        layer.inputs.count > input
          ? layer.input(input).sliced(1, direction * width..<(direction + 1) * width) : layer.zeros([width])
      }
      return layer.scan(
        [start(1, projection), start(2, units)], [ofInput], backwards: direction == 1
      ) { _, states, own in
        let sum = own[0] + states[0].times(ofState)
        let gates = biases == .two ? sum + layer.weight(first + 3) : sum
        let parts = gates.split(1, Array(repeating: units, count: 4))
        let cell = parts[1].sigmoid * states[1] + parts[0].sigmoid * parts[2].tanh
        let state = (parts[3].sigmoid * cell.tanh).times(toOutput)
        return ([state, cell], [state])
      }
    }
    let values = made.map { returns == .last ? $0.states[0] : $0.outputs[0] }
    return .function(values[0].joined(returns == .last ? 1 : 2, Array(values.dropFirst())))
  }
}
