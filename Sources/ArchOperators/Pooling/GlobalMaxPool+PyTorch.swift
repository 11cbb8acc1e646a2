import ArchGraph
import ArchPyTorch

extension GlobalMaxPool: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm(
      "\(.x).amax(dim=\("dim", PyTorchLiteral(Array(2...inputs[0].rank)))\(text: keepAxes ? ", keepdim=True" : ""))"
    )
  }
}
