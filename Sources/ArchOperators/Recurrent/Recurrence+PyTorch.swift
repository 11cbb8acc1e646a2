import ArchGraph
import ArchPyTorch

extension Recurrence {
  /// A recurrent layer as PyTorch's module, or written out if that has other biases or another reset gate.
  ///
  /// - Parameters:
  ///   - name: `RNN`, `LSTM` or `GRU`.
  ///   - own: arguments that only the module has.
  ///   - step: the step of the layer that is written out.
  func pytorch(
    _ name: String, on inputs: [Shape], _ own: [PyTorchArgument] = [], step: PyTorchDefinition, isNative: Bool
  ) -> PyTorchCode {
    let input = inputs[0]
    let sizes: [PyTorchArgument] = [
      .position("input_size", PyTorchLiteral(input[1])), .position("hidden_size", PyTorchLiteral(units)),
    ]
    let directions: PyTorchArgument = .named("bidirectional", PyTorchLiteral(bidirectional), default: false)
    guard biases != .one, isNative else {
      return PyTorchCode(
        module: .call(
          "Recurrence",
          sizes + [
            .value("\(text: step.name)"), .named("gates", PyTorchLiteral(gates)), directions,
            .named("input_bias", PyTorchLiteral(biases != .none), default: true),
            .named("state_bias", PyTorchLiteral(biases == .two), default: true),
          ]), value: pytorchValue(inputs, isNative: false),
        definitions: [step, .recurrence])
    }
    let module = PyTorchExpression.call(
      "nn.\(name)",
      sizes + own + [
        .named("bias", PyTorchLiteral(biases == .two), default: true),
        .named("batch_first", true, default: nil),
        directions,
      ])
    return PyTorchCode(
      module: module, value: pytorchValue(inputs, isNative: true), tensors: pytorchTensors(of: input),
      definitions: returns == .all ? [.statesAndCell] : [])
  }

  /// The call of a module: PyTorch's, or one that is written out.
  func pytorchValue(_ inputs: [Shape], isNative: Bool) -> PyTorchExpression {
    let directions = bidirectional ? 2 : 1
    // [batch, directions*units] is [directions, batch, units] in PyTorch's modules.
    let states = inputs.indices.dropFirst().map { index -> PyTorchExpression in
      isNative
        ? "\(.input(index)).unflatten(-1, (\("directions", PyTorchLiteral(directions)), -1)).transpose(0, 1).contiguous()"
        : "\(.input(index))"
    }
    var call: PyTorchExpression = "\(.module)(\(.x))"
    switch states.count {
    case 1: call = "\(.module)(\(.x), \(states[0]))"
    case 2 where isNative: call = "\(.module)(\(.x), (\(states[0]), \(states[1])))"
    case 2: call = "\(.module)(\(.x), \(states[0]), \(states[1]))"
    default: break
    }
    switch (returns, isNative) {
    case (.sequence, _): return "\(call)[0]"
    case (.last, true): return "\(call)[1]\(text: hasCells ? "[0]" : "").transpose(0, 1).flatten(1)"
    case (.last, false): return "\(call)[1]"
    case (.all, true): return "states_and_cell(*\(call))"
    case (.all, false): return "\(call)[2]"
    }
  }

  /// The names of the tensors in PyTorch's module.
  func pytorchTensors(of input: Shape) -> [String] {
    parameters(of: input).map { parameter in
      let (name, end) =
        parameter.name.hasSuffix("_reverse")
        ? (String(parameter.name.dropLast("_reverse".count)), "_reverse") : (parameter.name, "")
      return name + "_l0" + end
    }
  }
}

extension PyTorchDefinition {
  static let statesAndCell = PyTorchDefinition(
    "states_and_cell",
    """
    def states_and_cell(states, last):
        \"\"\"The states of all steps of long short-term memory and, behind them, the last of its cell.\"\"\"
        return torch.cat((states, last[1].transpose(0, 1).flatten(1)[:, None]), dim=1)
    """)

  static let recurrence = PyTorchDefinition(
    "Recurrence",
    """
    class Recurrence(nn.Module):
        \"\"\"A recurrent layer step by step, [batch, tokens, features]: all states, the last, all with the last cells.\"\"\"

        def __init__(
            self, input_size, hidden_size, step, gates, bidirectional=False, input_bias=True, state_bias=True
        ):
            super().__init__()
            self.hidden_size = hidden_size
            self.step = step
            self.directions = ["", "_reverse"] if bidirectional else [""]
            rows = gates * hidden_size
            for end in self.directions:
                self.register_parameter("weight_ih" + end, nn.Parameter(torch.randn(rows, input_size) / input_size**0.5))
                self.register_parameter("weight_hh" + end, nn.Parameter(torch.randn(rows, hidden_size) / hidden_size**0.5))
                self.register_parameter("bias_ih" + end, nn.Parameter(torch.zeros(rows)) if input_bias else None)
                self.register_parameter("bias_hh" + end, nn.Parameter(torch.zeros(rows)) if state_bias else None)

        def forward(self, x, first=None, first_cell=None):
            sequences, last, cells = [], [], []
            for place, end in enumerate(self.directions):
                own = slice(place * self.hidden_size, (place + 1) * self.hidden_size)
                of_input = (getattr(self, "weight_ih" + end), getattr(self, "bias_ih" + end))
                of_state = (getattr(self, "weight_hh" + end), getattr(self, "bias_hh" + end))
                zeros = x.new_zeros(x.shape[0], self.hidden_size)
                state = zeros if first is None else first[:, own]
                cell = zeros if first_cell is None else first_cell[:, own]
                states = [state] * x.shape[1]
                for token in reversed(range(x.shape[1])) if end else range(x.shape[1]):
                    state, cell = self.step(x[:, token], state, cell, of_input, of_state)
                    states[token] = state
                sequences.append(torch.stack(states, dim=1))
                last.append(state)
                cells.append(cell)
            states = torch.cat(sequences, dim=-1)
            return states, torch.cat(last, dim=-1), torch.cat((states, torch.cat(cells, dim=-1)[:, None]), dim=1)
    """)

  static func simpleStep(_ activation: String) -> PyTorchDefinition {
    PyTorchDefinition(
      "\(activation)_step",
      """
      def \(activation)_step(x, state, cell, of_input, of_state):
          \"\"\"A step of a simple recurrent layer.\"\"\"
          return torch.\(activation)(F.linear(x, *of_input) + F.linear(state, *of_state)), cell
      """)
  }

  static let lstmStep = PyTorchDefinition(
    "lstm_step",
    """
    def lstm_step(x, state, cell, of_input, of_state):
        \"\"\"A step of long short-term memory; gates in the order input, forget, candidate, output.\"\"\"
        gates = F.linear(x, *of_input) + F.linear(state, *of_state)
        input, forget, candidate, output = gates.chunk(4, dim=-1)
        cell = torch.sigmoid(forget) * cell + torch.sigmoid(input) * torch.tanh(candidate)
        return torch.sigmoid(output) * torch.tanh(cell), cell
    """)

  static let gruStep = PyTorchDefinition(
    "gru_step",
    """
    def gru_step(x, state, cell, of_input, of_state):
        \"\"\"A step of gated recurrent units whose reset gate acts behind the matrix of the state.\"\"\"
        reset, update, candidate = F.linear(x, *of_input).chunk(3, dim=-1)
        reset_state, update_state, candidate_state = F.linear(state, *of_state).chunk(3, dim=-1)
        reset = torch.sigmoid(reset + reset_state)
        update = torch.sigmoid(update + update_state)
        candidate = torch.tanh(candidate + reset * candidate_state)
        return (1 - update) * candidate + update * state, cell
    """)

  static let gruResetBeforeStep = PyTorchDefinition(
    "gru_reset_before_step",
    """
    def gru_reset_before_step(x, state, cell, of_input, of_state):
        \"\"\"A step of gated recurrent units whose reset gate acts before the matrix of the state (Cho and others 2014).\"\"\"
        (weight, bias), split = of_state, 2 * state.shape[-1]
        gates = F.linear(state, weight[:split], None if bias is None else bias[:split])
        reset, update, candidate = F.linear(x, *of_input).chunk(3, dim=-1)
        reset_state, update_state = gates.chunk(2, dim=-1)
        reset = torch.sigmoid(reset + reset_state)
        update = torch.sigmoid(update + update_state)
        kept = F.linear(reset * state, weight[split:], None if bias is None else bias[split:])
        return (1 - update) * torch.tanh(candidate + kept) + update * state, cell
    """)
}
