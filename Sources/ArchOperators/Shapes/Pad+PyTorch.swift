import ArchGraph
import ArchPyTorch

extension Pad: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let sides = (try? amount.sides(rank: inputs[0].rank - min(1, inputs[0].rank - 1), of: name)) ?? []
    let pad: PyTorchArgument = .position("pad", PyTorchLiteral(sides.lastFirst))
    if mode != .zeros {
      return pytorchFunction("F.pad", pad, .named("mode", PyTorchLiteral(text: "\"\(mode.rawValue)\"")))
    }
    return value == 0
      ? pytorchFunction("F.pad", pad) : pytorchFunction("F.pad", pad, .named("value", PyTorchLiteral(value)))
  }
}
