import ArchGraph
import ArchPyTorch

extension Affine: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    let scaled: PyTorchExpression =
      factor == 1 ? .first : "\("factor", PyTorchLiteral(factor)) * \(.x)"
    return PyTorchForm(offset == 0 ? scaled : "\(scaled) + \("offset", PyTorchLiteral(offset))")
  }
}
