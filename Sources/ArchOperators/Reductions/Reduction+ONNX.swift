import ArchGraph
import ArchONNX

extension Reduction {
  /// A search for an index, as a number.
  func onnxSearch(_ op: String, in layer: ONNXLayer) -> ONNXNodes {
    let reduced = resolved(axes, of: layer.shape)
    let others = (0..<layer.shape.rank).filter { !reduced.contains($0) }
    // The axes that are searched come last, as a single axis.
    let rows = layer.x.transposed([0] + (others + reduced).map { $0 + 1 })
      .reshaped(others.map { layer.shape[$0] } + [-1])
    let found = rows.call(op, [], ["axis": .integer(others.count + 1), "keepdims": 0])
    return .function(found.numbers.reshaped(whole: [-1] + layer.output.dimensions))
  }
}
