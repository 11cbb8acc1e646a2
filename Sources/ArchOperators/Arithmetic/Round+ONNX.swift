import ArchONNX

extension Round: ONNXWritable {
  /// `Round`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Round")
  }
}
