import ArchGraph
import ArchONNX

extension ExpertScale: ONNXWritable {
  /// The factors and shifts of each row, looked up.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let chosen = layer.input(1).reshaped(whole: [-1, layer.shape[0]]).indices(of: experts)
    let own = (0..<layer.weightCount).map { layer.weight($0).call("Gather", [chosen], ["axis": 0]) }
    let scaled = scale ? layer.x * own[0] : layer.x
    return .function(bias ? scaled + own[own.count - 1] : scaled)
  }
}
