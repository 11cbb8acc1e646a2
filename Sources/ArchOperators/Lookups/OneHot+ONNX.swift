import ArchONNX

extension OneHot: ONNXWritable {
  /// `OneHot`, with indices kept in range.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let indices = layer.x.numbers.indices(of: classes)
    return .function(
      indices.call("OneHot", [layer.constant(classes), layer.constant([0.0, 1], [2])], ["axis": -1]))
  }
}
