import ArchGraph
import ArchPyTorch

extension Pad: PyTorchWritable {
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    let sides = (try? amount.sides(rank: inputs[0].rank - 1, of: name)) ?? []
    return pytorchFunction("F.pad", .position("pad", PyTorchLiteral(sides.lastFirst)))
  }
}
