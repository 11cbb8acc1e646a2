import ArchGraph
import ArchONNX

extension InstanceNorm: ONNXWritable {
  /// `InstanceNormalization`, or its formula without a scale or a shift, and for one element, as runtimes lose digits.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    if scale, shift, layer.shape.spatial.contains(where: { $0 > 1 }) {
      return .nodes(
        layer.call(
          "InstanceNormalization", [layer.x, layer.weight(0), layer.weight(1)],
          ["epsilon": .float(Float(epsilon))]))
    }
    let standard = layer.x.standardised(Array(2...layer.shape.rank), epsilon: epsilon)
    return .function(layer.scaled(standard, scale, shift))
  }
}
