import ArchGraph
import ArchPyTorch

extension TopK: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let k = PyTorchLiteral(count)
    let found: PyTorchExpression = "torch.topk(\(.x), \("k", k), dim=\("dim", pytorchAxis(axis)))"
    return PyTorchCode(take == .values ? "\(found).values" : "\(found).indices.to(\(.x).dtype)")
  }
}
