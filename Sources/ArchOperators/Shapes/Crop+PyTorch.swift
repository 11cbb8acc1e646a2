import ArchGraph
import ArchPyTorch

extension Crop: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let first = min(1, inputs[0].rank - 1)
    let sides = (try? amount.sides(rank: inputs[0].rank - first, of: name)) ?? []
    let axes = sides.map { "\($0.before == 0 ? "" : "\($0.before)"):\($0.after == 0 ? "" : "-\($0.after)")" }
    return PyTorchCode("\(.x)\(text: Shape.pytorchIndex((first == 0 ? [] : [":"]) + axes))")
  }
}
