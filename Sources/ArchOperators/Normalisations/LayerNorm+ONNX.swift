import ArchGraph
import ArchONNX

extension LayerNorm: ONNXWritable {
  /// `LayerNormalization`, or its formula over channels, without a scale, and for one element, as runtimes lose digits.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let rows = row(of: layer.shape)
    if !channels, scale, rows.contains(where: { layer.shape[$0] > 1 }) {
      let weights = (0..<layer.weightCount).map { layer.weight($0) }
      return .nodes(
        layer.call(
          "LayerNormalization", [layer.x] + weights,
          ["axis": .integer(rows.lowerBound + 1), "epsilon": .float(Float(epsilon))]))
    }
    let standard = layer.x.standardised(rows.map { $0 + 1 }, epsilon: epsilon)
    if channels { return .function(layer.scaled(standard, scale, shift)) }
    let scaled = scale ? standard * layer.weight(0) : standard
    return .function(shift ? scaled + layer.weight(scale ? 1 : 0) : scaled)
  }
}
