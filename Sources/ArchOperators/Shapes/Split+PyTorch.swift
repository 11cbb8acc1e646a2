import ArchGraph
import ArchPyTorch

extension Split: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm(
      "\(.x).chunk(\("chunks", PyTorchLiteral(parts)), dim=\("dim", pytorchAxis(axis)))[\("take", PyTorchLiteral(take))]"
    )
  }
}
