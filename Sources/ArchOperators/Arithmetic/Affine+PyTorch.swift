import ArchGraph
import ArchPyTorch

extension Affine: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let scaled: PyTorchExpression =
      factor == 1 ? .first : "\("factor", PyTorchLiteral(factor)) * \(.x)"
    return PyTorchCode(offset == 0 ? scaled : "\(scaled) + \("offset", PyTorchLiteral(offset))")
  }
}
