import ArchGraph
import ArchONNX

extension Operator {
  /// The place of an axis in a value with its batch.
  func onnxAxis(_ axis: Int, of shape: Shape) -> Int { (axis < 0 ? axis + shape.rank : axis) + 1 }
}

extension ONNXLayer {
  /// The equivalent operator with one input.
  func twin(_ op: String, _ attributes: KeyValuePairs<String, ONNX.Attribute.Value> = [:]) -> ONNXNodes {
    .nodes(call(op, [x], attributes))
  }

  /// The inputs with the same number of axes, new ones after the batch.
  var spread: [ONNXTerm] {
    let rank = shapes.map(\.rank).max() ?? 0
    return zip(inputs, shapes).map { input, shape in
      shape.rank == rank ? input : input.unsqueezed(Array(1...rank - shape.rank))
    }
  }

  /// A vector with a number for each place of an axis of the first input, with ones for the axes after it.
  func along(_ axis: Int, _ vector: ONNXTerm) -> ONNXTerm {
    let behind = shape.rank - 1 - axis
    return behind > 0 ? vector.unsqueezed(Array(1...behind)) : vector
  }
}

extension ONNXTerm {
  /// A value with reduced axes; if these are all but the batch, one result is left.
  func reduced(_ kind: String, _ axes: [Int], of shape: Shape, keep: Bool) -> ONNXTerm {
    let places = axes.map { $0 + 1 }
    // A shape is never empty.
    guard axes.count == shape.rank, !keep else { return reduced(kind, places, keep: keep) }
    return reduced(kind, places, keep: true).reshaped([1])
  }
}
