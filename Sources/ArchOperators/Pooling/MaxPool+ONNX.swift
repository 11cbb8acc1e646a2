import ArchGraph
import ArchONNX

extension MaxPool: ONNXWritable {
  /// `MaxPool` with numeric padding.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let spatial = layer.shape.spatial
    let axes = ((try? window.axes(over: spatial)) ?? []).reachingEnd(of: spatial)
    // There, padding must be less than the kernel, which it can exceed if taps are apart.
    if axes.allSatisfy({ $0.before < $0.kernel && $0.after < $0.kernel }) {
      return .nodes(layer.x.call("MaxPool", [], axes.onnxAttributes))
    }
    let padded = layer.x.padded(for: axes, with: -.infinity)
    return .function(padded.value.call("MaxPool", [], padded.axes.onnxAttributes))
  }
}
