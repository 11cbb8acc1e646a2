import ArchGraph
import ArchONNX

extension Resize: ONNXWritable {
  /// The weighted neighbours of each place of an axis; axis by axis.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    if mode == .area {
      let rank = layer.shape.rank + 1
      return .function(
        layer.x.adaptivelyPooled("AveragePool", from: layer.shape, to: layer.output) {
          $0.means($1, rank: rank)
        })
    }
    var value = layer.x
    for axis in 1..<layer.shape.rank {
      let (extent, size) = (layer.shape[axis], layer.output[axis])
      // Products of a place and an extent are exact whole numbers.
      guard extent <= 1 << 32 else { return .nodes(layer.indexTable([extent]) { $0 }) }
      func neighbours(_ output: Int) -> [(index: Int, weight: Double?)] {
        self.neighbours(of: output, axis: axis - 1, extent, size)
      }
      let first = neighbours(0)
      let behind = Array(repeating: 1, count: layer.shape.rank - 1 - axis)
      let terms = first.indices.map { place in
        let entries = value.call(
          "Gather", [layer.indexTable([size]) { neighbours($0)[place].index }], ["axis": .integer(axis + 1)])
        guard first[place].weight != nil else { return entries }
        return entries * layer.table([size] + behind) { neighbours($0)[place].weight ?? 1 }
      }
      value = terms.dropFirst().reduce(terms[0]) { $0 + $1 }
    }
    return .function(value)
  }
}
