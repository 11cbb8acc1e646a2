import ArchGraph
import ArchONNX

extension LPPool: ONNXWritable {
  /// The root of sums of powers.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let spatial = layer.shape.spatial
    let axes = ((try? window.axes(over: spatial)) ?? []).reachingEnd(of: spatial)
    let powers = power == 2 ? layer.x.squared : layer.x.call("Abs").call("Pow", [layer.constant(power)])
    let padded = powers.padded(for: axes)
    let means = padded.value.call("AveragePool", [], padded.axes.onnxAttributes)
    let sums = means * Double(window.tapCount(rank: axes.count))
    return .function(power == 2 ? sums.squareRoot : sums.call("Pow", [layer.constant(1 / power)]))
  }
}
