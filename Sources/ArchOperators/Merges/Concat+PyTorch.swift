import ArchGraph
import ArchPyTorch

extension Concat: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    let list = inputs.indices.dropFirst().reduce(.first) { "\($0), \(.input($1))" } as PyTorchExpression
    return PyTorchForm("torch.cat([\(list)], dim=\("dim", pytorchAxis(axis)))")
  }
}
