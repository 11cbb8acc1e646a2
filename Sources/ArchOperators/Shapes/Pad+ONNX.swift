import ArchGraph
import ArchONNX

extension Pad: ONNXWritable {
  /// The surrounding value, with the type of the input.
  private func filling(_ layer: ONNXLayer) -> ONNXTerm {
    layer.shape.element == .token ? layer.constant(Int(value)) : layer.constant(value)
  }

  /// `Pad`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let first = min(1, layer.shape.rank - 1)
    let sides = (try? amount.sides(rank: layer.shape.rank - first, of: name)) ?? []
    let others = Array(repeating: 0, count: 1 + first)
    let pads = layer.constant(others + sides.map(\.before) + others + sides.map(\.after))
    let word =
      switch mode {
      case .zeros: "constant"
      case .reflect: "reflect"
      case .replicate: "edge"
      case .circular: "wrap"
      }
    return .nodes(
      layer.x.call("Pad", [pads, value == 0 ? nil : filling(layer)], ["mode": .string(word)]))
  }
}
