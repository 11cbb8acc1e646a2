import ArchGraph
import ArchONNX

extension AvgPool: ONNXWritable {
  /// `AveragePool`, or means divided by how much of each window counts.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let spatial = layer.shape.spatial
    guard let axes = try? window.axes(over: spatial) else { return .nodes(layer.x) }
    let whole = axes.reachingEnd(of: spatial)
    let isInside = whole.allSatisfy { $0.before < $0.kernel && $0.after < $0.kernel }
    if isInside, !countPadding || whole == axes {
      let counts = countPadding && axes.contains { $0.before != 0 || $0.after != 0 }
      return .nodes(
        layer.x.call(
          "AveragePool", [], whole.onnxAttributes + (counts ? [("count_include_pad", .integer(1))] : [])))
    }
    let padded = layer.x.padded(for: whole)
    var means = padded.value.call("AveragePool", [], padded.axes.onnxAttributes)
    // For each window, the share of its elements in the input or in the requested padding.
    for (index, (axis, extent)) in zip(axes, spatial).enumerated() {
      let counted = countPadding ? 0..<axis.before + extent + axis.after : axis.before..<axis.before + extent
      let behind = Array(repeating: 1, count: axes.count - 1 - index)
      means =
        means
        / layer.table([layer.output[index + 1]] + behind) { step in
          let first = step * axis.stride
          return Double(counted.clamped(to: first..<first + axis.kernel).count) / Double(axis.kernel)
        }
    }
    return .function(means)
  }
}
