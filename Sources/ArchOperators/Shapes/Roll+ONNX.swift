import ArchGraph
import ArchONNX

extension Roll: ONNXWritable {
  /// Elements moved past the end of an axis come in at its start.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    var x = layer.x
    for (axis, distance) in distances(in: layer.shape).enumerated() where distance > 0 {
      let parts = x.split(axis + 1, [layer.shape[axis] - distance, distance])
      x = parts[1].joined(axis + 1, [parts[0]])
    }
    return .function(x)
  }
}
