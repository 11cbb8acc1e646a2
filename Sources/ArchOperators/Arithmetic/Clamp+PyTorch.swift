import ArchGraph
import ArchPyTorch

extension Clamp: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    pytorchFunction(
      "torch.clamp", .named("min", Self.literal(low), default: Self.none),
      .named("max", Self.literal(high), default: Self.none))
  }

  private static let none = PyTorchLiteral(text: "None")

  private static func literal(_ bound: Double?) -> PyTorchLiteral { bound.map { PyTorchLiteral($0) } ?? none }
}
