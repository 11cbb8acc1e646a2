import ArchGraph
import ArchONNX

extension DeformableAttention: ONNXWritable {
  /// A few places of maps for each query, weighted by a softmax.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let (queries, features, width) = (layer.shape[0], layer.shape[1], layer.shape[1] / heads)
    var next = 0
    func project(_ value: ONNXTerm) -> ONNXTerm {
      let product = value.times(layer.weight(next).transposed([1, 0]))
      next += bias ? 2 : 1
      return bias ? product + layer.weight(next - 1) : product
    }
    let memory = project(layer.input(1))
    let offsets = project(layer.x).reshaped([queries, heads, levels.count, points, 2])
    let scores = project(layer.x).reshaped([queries, heads, levels.count * points])
    // Heads are an axis next to the examples: [batch*heads, width, positions].
    let maps = memory.reshaped([-1, heads, width]).transposed([0, 2, 3, 1])
      .reshaped(whole: [-1, width, levels.reduce(0) { $0 + $1[0] * $1[1] }])
      .split(2, levels.map { $0[0] * $0[1] })
    let reads = levels.enumerated().map { level, extents in
      let places = [1, 0].map { axis in
        let reference = layer.input(2).sliced([2, 3], [level, axis], [level + 1, axis + 1], by: [1, 1])
        let start = reference * Double(extents[1 - axis]) - 0.5
        let offset = offsets.sliced([3, 5], [level, axis], [level + 1, axis + 1], by: [1, 1]).squeezed([3, 5])
        // [batch, queries, heads, points] to [batch*heads, queries*points].
        return (offset + start).transposed([0, 2, 1, 3]).reshaped(whole: [-1, queries * points])
      }
      return maps[level].reshaped([width] + extents)
        .read(places[0], places[1], channels: width, (extents[0], extents[1]))
        .reshaped([queries, points, width])
    }
    let read = reads[0].joined(2, Array(reads.dropFirst()))
    let shares = scores.softmax(3).transposed([0, 2, 1, 3])
      .reshaped(whole: [-1, queries, 1, levels.count * points])
    let attended = shares.times(read).reshaped(whole: [-1, heads, queries, width])
    return .function(project(attended.transposed([0, 2, 1, 3]).reshaped([queries, features])))
  }
}
