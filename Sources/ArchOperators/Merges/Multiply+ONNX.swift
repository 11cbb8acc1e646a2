import ArchGraph
import ArchONNX

extension Multiply: ONNXWritable {
  /// `Mul`, one after another; a vector for the channels is at the first axis.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let rank = layer.output.rank
    let spread = layer.spread
    let values = layer.shapes.enumerated().map { index, shape in
      let isGate = shape.rank == 1 && rank > 1 && shape[0] == layer.output[0]
      return isGate ? layer.input(index).unsqueezed(Array(2...rank)) : spread[index]
    }
    return .nodes(values.dropFirst().reduce(values[0]) { $0 * $1 })
  }
}
