import ArchGraph
import ArchPyTorch

extension Split: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let (dim, take) = (pytorchAxis(axis), PyTorchLiteral(take))
    return switch parts {
    case .equal(let count):
      PyTorchCode(
        "\(.x).chunk(\("chunks", PyTorchLiteral(count)), dim=\("dim", dim))[\("take", take)]")
    case .sizes(let sizes):
      PyTorchCode(
        "\(.x).split(\("sizes", PyTorchLiteral(sizes)), dim=\("dim", dim))[\("take", take)]")
    }
  }
}
