import ArchGraph
import ArchONNX

extension DepthToSpace: ONNXWritable {
  /// `DepthToSpace` of maps, or blocks taken from the channels.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let rank = layer.shape.rank - 1
    if rank == 2 { return layer.twin("DepthToSpace", ["blocksize": .integer(block), "mode": "CRD"]) }
    let parts = layer.x.reshaped(
      [layer.output[0]] + Array(repeating: block, count: rank) + layer.shape.spatial)
    let order = (0..<rank).flatMap { [2 + rank + $0, 2 + $0] }
    return .function(parts.transposed([0, 1] + order).reshaped(layer.output.dimensions))
  }
}
