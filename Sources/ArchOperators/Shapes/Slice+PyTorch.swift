import ArchGraph
import ArchPyTorch

extension Slice: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let index = axis < 0 ? axis + inputs[0].rank : axis
    var axes = Array(repeating: ":", count: index)
    axes.append("\(from == 0 ? "" : "\(from)"):\(to.map { "\($0)" } ?? "")\(step == 1 ? "" : ":\(step)")")
    return PyTorchCode("\(.x)\(text: Shape.pytorchIndex(axes))")
  }
}
