import ArchGraph
import ArchONNX

extension Conv: ONNXWritable {
  /// `Conv` with numeric padding; if the filters are a value, their products with the elements under the window.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    if layer.shapes.count > 1 {
      guard let columns = layer.x.columns(under: window, of: layer.shape) else { return .nodes(layer.x) }
      let (channels, rank) = (layer.shape[0] / groups, layer.shape.rank - 1)
      let depth = channels * window.kernel.expanded(to: rank).reduce(1, *)
      let places = layer.output.spatial.reduce(1, *)
      let product = layer.input(1).reshaped(whole: [0, groups, filters / groups, depth])
        .times(columns.reshaped(whole: [-1, groups, depth, places]))
      let sums = product.reshaped(layer.output.dimensions)
      guard bias else { return .function(sums) }
      return .function(sums + layer.weight(0).reshaped(whole: [-1] + Array(repeating: 1, count: rank)))
    }
    let weights = (0..<layer.weightCount).map { layer.weight($0) }
    let window = window.onnxAttributes(over: layer.shape.spatial)
    return .nodes(layer.x.call("Conv", weights, window + [("group", .integer(groups))]))
  }
}
