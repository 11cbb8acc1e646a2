import ArchONNX

extension SELU: ONNXWritable {
  /// `Selu`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    layer.twin("Selu", ["alpha": 1.673_263_242_354_377_2, "gamma": 1.050_700_987_355_480_5])
  }
}
