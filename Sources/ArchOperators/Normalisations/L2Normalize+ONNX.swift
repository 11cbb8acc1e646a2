import ArchGraph
import ArchONNX

extension L2Normalize: ONNXWritable {
  /// Divided by the length, or by a small number if that is larger.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let length = layer.x.reduced("L2", [onnxAxis(axis ?? 0, of: layer.shape)], keep: true)
    return .function(layer.x / length.call("Max", [layer.constant(epsilon)]))
  }
}
