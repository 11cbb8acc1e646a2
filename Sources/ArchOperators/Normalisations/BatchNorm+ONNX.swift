import ArchGraph
import ArchONNX

extension BatchNorm: ONNXWritable {
  /// `BatchNormalization`, or its formula if the channels are elsewhere, or have no scale or shift.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let place = place(of: axis, in: layer.shape)
    let count = layer.weightCount
    if place == 0, scale, shift {
      return .nodes(
        layer.call(
          "BatchNormalization", [layer.x] + (0..<count).map { layer.weight($0) },
          ["epsilon": .float(Float(epsilon))]))
    }
    let root = (layer.weight(count - 1) + epsilon).squareRoot
    let factor = scale ? layer.weight(0) / root : 1 / root
    let moved = layer.weight(count - 2) * factor
    let offset = shift ? layer.weight(scale ? 1 : 0) - moved : -moved
    return .function(layer.x * layer.along(place, factor) + layer.along(place, offset))
  }
}
