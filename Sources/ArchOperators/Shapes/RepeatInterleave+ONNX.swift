import ArchGraph
import ArchONNX

extension RepeatInterleave: ONNXWritable {
  /// Each element `repeats` times, side by side.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let axis = onnxAxis(axis, of: layer.shape)
    var repeated = Array(repeating: 1, count: layer.shape.rank + 2)
    repeated[axis + 1] = repeats
    let copies = layer.x.unsqueezed([axis + 1]).call("Tile", [layer.constant(repeated)])
    return .function(copies.reshaped(layer.output.dimensions))
  }
}
