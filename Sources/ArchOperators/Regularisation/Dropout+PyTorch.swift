import ArchGraph
import ArchPyTorch

extension Dropout: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    PyTorchCode(module: .call("nn.Dropout", [.position("p", PyTorchLiteral(rate))]))
  }
}
