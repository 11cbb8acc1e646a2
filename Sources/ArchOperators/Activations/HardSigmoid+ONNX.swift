import ArchONNX

extension HardSigmoid: ONNXWritable {
  /// `HardSigmoid`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("HardSigmoid", ["alpha": .float(1 / 6), "beta": 0.5])
  }
}
