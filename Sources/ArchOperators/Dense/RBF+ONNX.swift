import ArchGraph
import ArchONNX

extension RBF: ONNXWritable {
  /// The squares of the distances from the centres, added up.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let rank = layer.shape.rank + 1
    let differences = layer.x.unsqueezed([rank - 1]) - layer.weight(0)
    return .function(differences.reduced("SumSquare", [rank], keep: false))
  }
}
