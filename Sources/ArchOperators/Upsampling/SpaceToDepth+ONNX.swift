import ArchGraph
import ArchONNX

extension SpaceToDepth: ONNXWritable {
  /// Blocks that become channels, with those of one channel side by side.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let rank = layer.shape.rank - 1
    let parts = layer.x.reshaped([layer.shape[0]] + layer.output.spatial.flatMap { [$0, block] })
    let fine = (0..<rank).map { 3 + 2 * $0 }
    return .function(
      parts.transposed([0, 1] + fine + fine.map { $0 - 1 }).reshaped(layer.output.dimensions))
  }
}
