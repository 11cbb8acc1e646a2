import ArchGraph
import ArchPyTorch

extension Bias: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(
      module: .call(
        "Bias", [.position("channels", PyTorchLiteral(inputs[0][place(of: axis, in: inputs[0])]))]),
      value: pytorchModule(along: axis, of: inputs[0]), definitions: [.channelBias])
  }
}
