import ArchGraph
import ArchONNX

extension LocallyConnected: ONNXWritable {
  /// The elements under the taps at each position, times the weights of that position.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let (input, places) = (layer.shape, layer.output.spatial.reduce(1, *))
    guard let columns = layer.x.columns(under: window, of: input) else { return .nodes(layer.x) }
    let terms = input[0] * window.tapCount(rank: input.rank - 1)
    // A product of matrices for each position: [positions, batch, terms] and [positions, terms, filters].
    let rows = columns.reshaped(whole: [-1, terms, places]).transposed([2, 0, 1])
    let weights = layer.weight(0).reshaped(whole: [filters, terms, places]).transposed([2, 1, 0])
    let sums = rows.times(weights).transposed([1, 2, 0]).reshaped(layer.output.dimensions)
    return .function(bias ? sums + layer.weight(1) : sums)
  }
}
