import ArchGraph
import ArchONNX

extension GroupNorm: ONNXWritable {
  /// `GroupNormalization`, or its formula without a scale or a shift, and for one element, where runtimes lose digits.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let isOne = layer.shape[0] == groups && layer.shape.spatial.allSatisfy { $0 == 1 }
    if scale, shift, layer.shape.rank > 1, !isOne {
      return .nodes(
        layer.call(
          "GroupNormalization", [layer.x, layer.weight(0), layer.weight(1)],
          ["num_groups": .integer(groups), "epsilon": .float(Float(epsilon))]))
    }
    let rows = layer.x.reshaped([groups, -1]).standardised([2], epsilon: epsilon)
    return .function(layer.scaled(rows.reshaped(layer.shape.dimensions), scale, shift))
  }
}
