import ArchGraph
import ArchONNX
import ArchOperators

/// Numbers as whole multiples of a step: in one form or the other, a product is as many multiply-adds.
extension Lowering {
  /// Numbers as whole multiples of a step, and back.
  func quantise() throws(ImportFault) {
    let scale = try add(
      Affine(factor: 1 / (scalar(1).flatMap { $0 == 0 ? nil : $0 } ?? 1), offset: 0), to: [value()])
    let rounded = try add(Round(), to: [scale])
    let shifted = try add(Affine(factor: 1, offset: scalar(2) ?? 0), to: [rounded])
    let isSigned = step.output(0).map { model.values[$0].type == .int8 } ?? false
    try set(add(Clamp(min: isSigned ? -128 : 0, max: isSigned ? 127 : 255), to: [shifted]))
  }

  func dequantise() throws(ImportFault) {
    let factor = scalar(1) ?? 1
    try set(add(Affine(factor: factor, offset: -(scalar(2) ?? 0) * factor), to: [value()]))
  }

  /// The step of a value follows from its range.
  ///
  /// Where zero is does too, which products take care of by themselves.
  func quantiseByRange() throws(ImportFault) {
    let input = try value()
    let axes = Array(dimensions(input).indices)
    let largest = try add(Max(axes), to: [input])
    let smallest = try add(Min(axes), to: [input])
    let scale = try add(
      Affine(factor: (1 / 255.0).asWritten), to: [add(Subtract(), to: [largest, smallest])])
    let ones = Array(repeating: 1, count: axes.count)
    let steps = try add(Divide(), to: [input, reshaped(scale, to: ones)])
    try set(add(Clamp(min: 0, max: 255), to: [add(Round(), to: [steps])]))
    try set(scale, output: 1)
  }

  /// Two values, each with its step and its zero behind it, joined.
  func quantisedJoin(_ op: any Operator) throws(ImportFault) {
    try set(add(op, to: [operand(0), operand(3)]))
  }

  /// Values, each with its step and its zero behind it, one after the other.
  func quantisedConcatenation() throws(ImportFault) {
    guard let first = step.input(2), let output = step.output(0) else { throw form("it has no parts") }
    let axis = try axis(step.integer("axis") ?? 1, input: 2)
    var parts: [Node.ID] = []
    for input in stride(from: 2, to: step.inputs.count, by: 3) {
      guard let value = step.input(input) else { throw form("input \(input) is absent") }
      var extents = example(places.places[value] == nil ? output : value)
      guard extents.count == model.values[first].shape.count - (places.places[output] == nil ? 0 : 1) else {
        throw form("the batch is inside an axis")
      }
      if places.places[value] == nil {
        extents[axis] = shape(input)[ArchImport.axis(step.integer("axis") ?? 1, of: shape(input).count) ?? 0]
      }
      parts.append(try fitted(value, to: extents))
    }
    try set(parts.count == 1 ? parts[0] : add(Concat(axis: axis), to: parts))
  }

  /// The elements of one of two quantised values.
  func quantisedChoice() throws(ImportFault) {
    try set(add(Where(), to: [operand(0), operand(1), operand(4)]))
  }

  /// A product with a matrix of few bits, whose rows have steps in blocks.
  func packedProduct() throws(ImportFault) {
    guard let units = step.integer("N"), let features = step.integer("K"), units > 0 else {
      throw form("it has no number of outputs")
    }
    let input = try value()
    guard dimensions(input).last == features else {
      throw form("its rows have other features than its matrix")
    }
    try set(add(Dense(units, bias: step.input(5) != nil), to: [input]))
  }
}
