import ArchGraph
import ArchPyTorch

extension OneHot: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let (last, classes) = (PyTorchLiteral(classes - 1), PyTorchLiteral(classes))
    return PyTorchCode(
      "F.one_hot(\(.x).clamp(0, \("last", last)).long(), \("num_classes", classes)).to(torch.get_default_dtype())"
    )
  }
}
