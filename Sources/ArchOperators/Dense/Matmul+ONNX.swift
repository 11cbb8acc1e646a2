import ArchGraph
import ArchONNX

extension Matmul: ONNXWritable {
  /// `MatMul`, after transposing the second matrix if asked.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let rank = layer.shape.rank + 1
    let order = Array(0..<rank - 2) + [rank - 1, rank - 2]
    return .nodes(layer.x.times(transposeB ? layer.input(1).transposed(order) : layer.input(1)))
  }
}
