import ArchGraph
import ArchONNX

extension Upsample: ONNXWritable {
  /// `Resize`.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let scales = [1, 1] + scale.expanded(to: layer.shape.rank - 1).map(Double.init)
    let isLinear = mode == .bilinear
    // A single spatial axis gets a second one of extent 1: runtimes interpolate maps.
    let isRow = isLinear && layer.shape.rank == 2
    let factors = isRow ? scales + [1] : scales
    let resized = (isRow ? layer.x.unsqueezed([3]) : layer.x).call(
      "Resize", [nil, layer.constant(factors, [factors.count])],
      [
        "mode": isLinear ? "linear" : "nearest",
        "coordinate_transformation_mode": isLinear ? "half_pixel" : "asymmetric", "nearest_mode": "floor",
      ])
    return .nodes(isRow ? resized.squeezed([3]) : resized)
  }
}
