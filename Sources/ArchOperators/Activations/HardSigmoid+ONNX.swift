import ArchONNX

extension HardSigmoid: ONNXWritable {
  /// `HardSigmoid`.
  public func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("HardSigmoid", ["alpha": .float(1 / 6), "beta": 0.5])
  }
}
