import ArchGraph
import ArchPyTorch

extension RNN: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    recurrence.pytorch(
      "RNN", on: inputs,
      [
        .named(
          "nonlinearity", PyTorchLiteral(text: "\"\(activation.rawValue)\""),
          default: PyTorchLiteral(text: "\"tanh\""))
      ], step: .simpleStep(activation.rawValue), isNative: true)
  }
}
