import ArchGraph
import ArchONNX

extension Position: ONNXWritable {
  /// The table, or its first rows, added.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let table = layer.weight(0)
    let rows = length ?? layer.shape[0]
    return .function(layer.x + (rows == layer.shape[0] ? table : table.sliced(0, 0..<layer.shape[0])))
  }
}
