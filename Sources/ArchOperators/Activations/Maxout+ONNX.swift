import ArchGraph
import ArchONNX

extension Maxout: ONNXWritable {
  /// The largest of channels side by side.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let parts = layer.x.reshaped([layer.output[0], pieces] + layer.shape.dimensions.dropFirst())
    return .function(parts.reduced("Max", [2], keep: false))
  }
}
