import ArchGraph
import ArchPyTorch

extension Upsample: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let rank = inputs[0].rank - 1
    let mode = mode == .nearest ? "nearest" : ["linear", "bilinear", "trilinear"][rank - 1]
    return pytorchFunction(
      "F.interpolate", .named("scale_factor", PyTorchLiteral(axes: scale.expanded(to: rank))),
      .named("mode", PyTorchLiteral(text: "\"\(mode)\""), default: PyTorchLiteral(text: "\"nearest\"")))
  }
}
