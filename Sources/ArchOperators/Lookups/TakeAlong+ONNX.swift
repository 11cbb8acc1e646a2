import ArchGraph
import ArchONNX

extension TakeAlong: ONNXWritable {
  /// `GatherElements`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let axis = onnxAxis(axis, of: layer.shape)
    let indices = layer.input(1).indices(of: layer.shape[axis - 1])
    return .function(layer.x.call("GatherElements", [indices], ["axis": .integer(axis)]))
  }
}
