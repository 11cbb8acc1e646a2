import ArchONNX

extension GridSample: ONNXWritable {
  /// `GridSample`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    .nodes(
      layer.x.call(
        "GridSample", [layer.input(1)],
        [
          "mode": .string(mode == .bilinear ? "linear" : "nearest"),
          "padding_mode": .string(padding.rawValue),
          "align_corners": .integer(alignCorners ? 1 : 0),
        ]))
  }
}
