import ArchGraph
import ArchPyTorch

extension GlobalAvgPool: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm(
      "\(.x).mean(dim=\("dim", PyTorchLiteral(Array(2...inputs[0].rank)))\(text: keepAxes ? ", keepdim=True" : ""))"
    )
  }
}
