import ArchGraph
import ArchPyTorch

extension LSTM: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    guard let projection, biases == .one else {
      return recurrence.pytorch(
        "LSTM", on: inputs,
        projection.map { [.named("proj_size", PyTorchLiteral($0), default: 0)] } ?? [], step: .lstmStep,
        isNative: true)
    }
    return PyTorchCode(
      module: .call(
        "ProjectedLSTM",
        [
          .position("input_size", PyTorchLiteral(inputs[0][1])),
          .position("hidden_size", PyTorchLiteral(units)),
          .position("proj_size", PyTorchLiteral(projection)),
          .named("bidirectional", PyTorchLiteral(bidirectional), default: false),
        ]),
      value: recurrence.pytorchValue(inputs, isNative: true),
      tensors: recurrence.pytorchTensors(of: inputs[0]), definitions: [.projectedLSTM])
  }
}

extension PyTorchDefinition {
  static let projectedLSTM = PyTorchDefinition(
    "ProjectedLSTM",
    """
    class ProjectedLSTM(nn.LSTM):
        \"\"\"Long short-term memory with a projection and one bias of each gate: the other is a buffer of zeros.\"\"\"

        def __init__(self, input_size, hidden_size, proj_size, bidirectional=False):
            super().__init__(
                input_size, hidden_size, proj_size=proj_size, batch_first=True, bidirectional=bidirectional
            )
            for name in [name for name in self._parameters if name.startswith("bias_hh")]:
                delattr(self, name)
                self.register_buffer(name, torch.zeros(4 * hidden_size), persistent=False)
    """)
}
