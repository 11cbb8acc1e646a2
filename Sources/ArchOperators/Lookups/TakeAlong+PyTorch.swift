import ArchGraph
import ArchPyTorch

extension TakeAlong: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let last = inputs[0][axis < 0 ? axis + inputs[0].rank : axis] - 1
    return PyTorchCode(
      "torch.take_along_dim(\(.x), \(.y).clamp(0, \("last", PyTorchLiteral(last))).long(), dim=\("dim", pytorchAxis(axis)))"
    )
  }
}
