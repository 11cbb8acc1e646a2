import ArchGraph
import ArchONNX

extension Pad: ONNXWritable {
  /// `Pad`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let sides = (try? amount.sides(rank: layer.shape.rank - 1, of: name)) ?? []
    let pads = layer.constant([0, 0] + sides.map(\.before) + [0, 0] + sides.map(\.after))
    let word =
      switch mode {
      case .zeros: "constant"
      case .reflect: "reflect"
      case .replicate: "edge"
      case .circular: "wrap"
      }
    return .nodes(
      layer.x.call("Pad", [pads, value == 0 ? nil : layer.constant(value)], ["mode": .string(word)]))
  }
}
