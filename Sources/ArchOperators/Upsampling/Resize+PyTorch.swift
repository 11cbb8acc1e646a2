import ArchGraph
import ArchPyTorch

extension Resize: PyTorchWritable {
  package func pytorch(of inputs: [Shape]) -> PyTorchCode {
    let rank = inputs[0].rank - 1
    let words: [String] =
      switch mode {
      case .nearest: ["nearest", "nearest", "nearest"]
      case .linear: ["linear", "bilinear", "trilinear"]
      case .cubic: ["bicubic", "bicubic", "bicubic"]
      case .area: ["area", "area", "area"]
      }
    let extent: PyTorchArgument =
      size.map { .named("size", PyTorchLiteral(axes: $0.expanded(to: rank))) }
      ?? .named("scale_factor", Self.literal(scale?.expanded(to: rank) ?? []))
    return pytorchFunction(
      "F.interpolate", extent,
      .named(
        "mode", PyTorchLiteral(text: "\"\(words[rank - 1])\""), default: PyTorchLiteral(text: "\"nearest\"")),
      .named("align_corners", PyTorchLiteral(alignCorners), default: false))
  }

  private static func literal(_ scales: [Double]) -> PyTorchLiteral {
    Set(scales).count == 1
      ? PyTorchLiteral(scales[0])
      : PyTorchLiteral(text: "(\(scales.map { PyTorchLiteral($0).text }.joined(separator: ", ")))")
  }
}
