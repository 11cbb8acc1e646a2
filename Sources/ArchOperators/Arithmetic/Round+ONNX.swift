import ArchONNX

extension Round: ONNXWritable {
  /// `Round`.
  public func onnx(_ layer: ONNXLayer) -> ONNXForm {
    layer.twin("Round")
  }
}
