/// A value in the nodes of a layer.
package struct ONNXTerm {
  /// The layer it belongs to.
  package let layer: ONNXLayer
  let name: String

  init(_ layer: ONNXLayer, _ name: String) {
    self.layer = layer
    self.name = name
  }

  /// The output of an operator with this value as its first input.
  package func call(
    _ op: String, _ others: [ONNXTerm?] = [], _ attributes: KeyValuePairs<String, ONNX.Attribute.Value> = [:]
  ) -> ONNXTerm {
    layer.call(op, [self] + others, attributes)
  }

  /// The output of an operator with this value as its first input.
  package func call(
    _ op: String, _ others: [ONNXTerm?] = [], _ attributes: [(String, ONNX.Attribute.Value)]
  ) -> ONNXTerm {
    layer.calls(op, [self] + others, attributes, outputs: 1)[0]
  }

  /// Numbers of a shape.
  package func constant(_ values: [Double], _ shape: [Int]) -> ONNXTerm { layer.constant(values, shape) }

  // MARK: Arithmetic

  /// The sum.
  package static func + (a: ONNXTerm, b: ONNXTerm) -> ONNXTerm { a.call("Add", [b]) }
  /// The difference.
  package static func - (a: ONNXTerm, b: ONNXTerm) -> ONNXTerm { a.call("Sub", [b]) }
  /// The product of elements.
  package static func * (a: ONNXTerm, b: ONNXTerm) -> ONNXTerm { a.call("Mul", [b]) }
  /// The quotient of elements.
  package static func / (a: ONNXTerm, b: ONNXTerm) -> ONNXTerm { a.call("Div", [b]) }
  /// The sum with a number.
  package static func + (a: ONNXTerm, b: Double) -> ONNXTerm { a + a.layer.constant(b) }
  /// The difference from a number.
  package static func - (a: ONNXTerm, b: Double) -> ONNXTerm { a - a.layer.constant(b) }
  /// The product with a number.
  package static func * (a: ONNXTerm, b: Double) -> ONNXTerm { a * a.layer.constant(b) }
  /// The quotient by a number.
  package static func / (a: ONNXTerm, b: Double) -> ONNXTerm { a / a.layer.constant(b) }
  /// A number minus the value.
  package static func - (a: Double, b: ONNXTerm) -> ONNXTerm { b.layer.constant(a) - b }
  /// A number divided by the value.
  package static func / (a: Double, b: ONNXTerm) -> ONNXTerm { b.layer.constant(a) / b }
  /// The negative.
  package static prefix func - (a: ONNXTerm) -> ONNXTerm { a.call("Neg") }

  /// The square of each element.
  package var squared: ONNXTerm { self * self }
  /// The square root of each element.
  package var squareRoot: ONNXTerm { call("Sqrt") }
  /// `e` to the power of each element.
  package var exponential: ONNXTerm { call("Exp") }
  /// `1/(1 + e^-x)`.
  package var sigmoid: ONNXTerm { call("Sigmoid") }
  /// The hyperbolic tangent.
  package var tanh: ONNXTerm { call("Tanh") }
  /// `max(x, 0)`.
  package var relu: ONNXTerm { call("Relu") }
  /// The product of matrices.
  package func times(_ other: ONNXTerm) -> ONNXTerm { call("MatMul", [other]) }
  /// The value clipped between two bounds, or `nil` for no bound.
  package func clipped(_ low: Double?, _ high: Double?) -> ONNXTerm {
    call("Clip", [low.map { layer.constant($0) }, high.map { layer.constant($0) }])
  }
  /// The exponentials of elements, divided by their sum along an axis.
  package func softmax(_ axis: Int) -> ONNXTerm { call("Softmax", [], ["axis": .integer(axis)]) }

  // MARK: Types

  /// As another type.
  package func cast(_ type: ONNX.ElementType) -> ONNXTerm {
    call("Cast", [], ["to": .integer(type.rawValue)])
  }
  /// As numbers in single precision.
  package var numbers: ONNXTerm { cast(.float32) }

  /// As indices of an axis: without the fraction, and clipped to the axis.
  package func indices(of extent: Int) -> ONNXTerm {
    call("Clip", [layer.constant(0.0), layer.constant(Double(extent - 1))]).cast(.int64)
  }

  // MARK: Shapes; axes are those of the value with its batch

  /// In another shape, given without its batch, which stays.
  package func reshaped(_ dimensions: [Int]) -> ONNXTerm { reshaped(whole: [0] + dimensions) }

  /// In another shape; 0 keeps an extent, and one that is -1 follows from the others.
  package func reshaped(whole dimensions: [Int]) -> ONNXTerm {
    call("Reshape", [layer.constant(dimensions)])
  }

  /// With its axes in another order.
  package func transposed(_ order: [Int]) -> ONNXTerm {
    order == Array(order.indices) ? self : call("Transpose", [], ["perm": .integers(order)])
  }

  /// With axes of extent 1 at these places of the result.
  package func unsqueezed(_ axes: [Int]) -> ONNXTerm { call("Unsqueeze", [layer.constant(axes)]) }

  /// Without axes of extent 1.
  package func squeezed(_ axes: [Int]) -> ONNXTerm { call("Squeeze", [layer.constant(axes)]) }

  /// Results along axes: `Sum`, `Mean`, `Max`, `Min`, `Prod`, `L2`, `SumSquare`.
  package func reduced(_ kind: String, _ axes: [Int], keep: Bool) -> ONNXTerm {
    call("Reduce" + kind, [layer.constant(axes)], ["keepdims": .integer(keep ? 1 : 0)])
  }

  /// From one index of an axis up to another.
  package func sliced(_ axis: Int, _ range: Range<Int>, by step: Int = 1) -> ONNXTerm {
    sliced([axis], [range.lowerBound], [range.upperBound], by: [step])
  }

  /// From indices of axes up to others.
  package func sliced(_ axes: [Int], _ starts: [Int], _ ends: [Int], by steps: [Int]) -> ONNXTerm {
    call(
      "Slice",
      [layer.constant(starts), layer.constant(ends), layer.constant(axes), layer.constant(steps)])
  }

  /// Pieces of an axis.
  package func split(_ axis: Int, _ sizes: [Int]) -> [ONNXTerm] {
    sizes.count == 1
      ? [self]
      : layer.calls(
        "Split", [self, layer.constant(sizes)], [("axis", .integer(axis))], outputs: sizes.count)
  }

  /// Entries of an axis at indices that all examples share.
  package func gathered(_ axis: Int, _ indices: [Int]) -> ONNXTerm {
    call("Gather", [layer.constant(indices)], ["axis": .integer(axis)])
  }

  /// With others after it along an axis.
  package func joined(_ axis: Int, _ others: [ONNXTerm]) -> ONNXTerm {
    others.isEmpty ? self : call("Concat", others, ["axis": .integer(axis)])
  }

  /// With elements around it: for each axis, including the batch, how many before and after.
  ///
  /// - Parameter value: their value.
  package func padded(_ sides: [(before: Int, after: Int)], with value: Double = 0) -> ONNXTerm {
    guard sides.contains(where: { $0.before != 0 || $0.after != 0 }) else { return self }
    let pads = sides.map(\.before) + sides.map(\.after)
    return call("Pad", [layer.constant(pads), value == 0 ? nil : layer.constant(value)])
  }
}
