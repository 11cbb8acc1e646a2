import ArchGraph
import ArchPyTorch

extension Concat: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let list = inputs.indices.dropFirst().reduce(.first) { "\($0), \(.input($1))" } as PyTorchExpression
    return PyTorchCode("torch.cat([\(list)], dim=\("dim", pytorchAxis(axis)))")
  }
}
