import ArchGraph
import ArchONNX

extension SpectralNorm: ONNXWritable {
  /// The weights over the product of their matrix with both vectors; the iteration step by step.
  package func onnx(_ layer: ONNXLayer) -> ONNXNodes {
    let (shape, axis) = (layer.shape, place(of: axis, in: layer.shape))
    let others = shape.dimensions.indices.filter { $0 != axis }
    let (rows, columns) = (matrix(of: shape).rows.value, matrix(of: shape).columns.value)
    let matrix = layer.x.transposed([0, axis + 1] + others.map { $0 + 1 })
      .reshaped(whole: [-1, rows, columns])
    var (u, v) = (layer.weight(0).reshaped(whole: [1, rows]), layer.weight(1).reshaped(whole: [columns, 1]))
    for _ in 0..<iterations {
      u = scaled(matrix.times(v), axis: 1).transposed([0, 2, 1])
      v = scaled(u.times(matrix), axis: 2).transposed([0, 2, 1])
    }
    let divisor = u.times(matrix.times(v)).reshaped(whole: [-1] + shape.dimensions.map { _ in 1 })
    return .function(layer.x / divisor)
  }

  private func scaled(_ vector: ONNXTerm, axis: Int) -> ONNXTerm {
    vector / vector.reduced("L2", [axis], keep: true).call("Max", [vector.layer.constant(epsilon)])
  }
}
