import ArchGraph
import ArchPyTorch

extension Split: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    let (dim, take) = (pytorchAxis(axis), PyTorchLiteral(take))
    return switch parts {
    case .equal(let count):
      PyTorchForm(
        "\(.x).chunk(\("chunks", PyTorchLiteral(count)), dim=\("dim", dim))[\("take", take)]")
    case .sizes(let sizes):
      PyTorchForm(
        "\(.x).split(\("sizes", PyTorchLiteral(sizes)), dim=\("dim", dim))[\("take", take)]")
    }
  }
}
