import ArchGraph
import ArchONNX

extension MaxPool: ONNXWritable {
  /// `MaxPool`, padding in numbers.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let spatial = layer.shape.spatial
    let axes = ((try? window.axes(over: spatial)) ?? []).reachingEnd(of: spatial)
    // Padding is less than the kernel there, which it can exceed where taps are apart.
    if axes.allSatisfy({ $0.before < $0.kernel && $0.after < $0.kernel }) {
      return .nodes(layer.x.call("MaxPool", [], axes.onnxAttributes))
    }
    let padded = layer.x.padded(for: axes, with: -.infinity)
    return .function(padded.value.call("MaxPool", [], padded.axes.onnxAttributes))
  }
}
