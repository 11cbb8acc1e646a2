import ArchGraph
import ArchONNX

extension WeightNorm: ONNXWritable {
  /// The weights times the learnt length over their own.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let (shape, axis) = (layer.shape, place(of: axis, in: layer.shape))
    let others = shape.dimensions.indices.filter { $0 != axis }
    let lengths =
      others.isEmpty
      ? layer.x.call("Abs") : layer.x.reduced("L2", others.map { $0 + 1 }, keep: true)
    return .function(layer.x * (layer.along(axis, layer.weight(0)) / lengths))
  }
}
