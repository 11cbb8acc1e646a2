import ArchGraph
import ArchPyTorch

extension RotaryPositions: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let heads: PyTorchExpression =
      "\(.x).unflatten(-1, (\("heads", PyTorchLiteral(heads)), -1)).transpose(-2, -3)"
    var arguments: [PyTorchArgument] = [
      .value(heads), .position("base", PyTorchLiteral(rotary.base)),
      .named("first", PyTorchLiteral(past), default: 0),
    ]
    if let width = rotary.width { arguments.append(.named("width", PyTorchLiteral(width))) }
    arguments += [
      .named("interleaved", PyTorchLiteral(rotary.interleaved), default: false),
      .named("scale", PyTorchLiteral(rotary.divisor), default: 1.0),
    ]
    if let scaling = rotary.pytorchScaling { arguments.append(.named("scaling", scaling)) }
    let turned = PyTorchExpression.call("rotate", arguments)
    return PyTorchCode(
      "\(turned).transpose(-2, -3).flatten(-2)", definitions: [.rotarySteps, .rotate])
  }
}
