import ArchGraph
import ArchONNX
import ArchOperators

/// Numbers as whole multiples of a step: a product takes the same number of multiply-adds in either form.
extension Lowering {
  /// Numbers as whole multiples of a step, and back.
  func quantise() throws(ImportFault) {
    noteSteps()
    let scale = try add(
      Affine(factor: 1 / (scalar(1).flatMap { $0 == 0 ? nil : $0 } ?? 1), offset: 0), to: [value()])
    let rounded = try add(Round(), to: [scale])
    let shifted = try add(Affine(factor: 1, offset: scalar(2) ?? 0), to: [rounded])
    let isSigned = step.output(0).map { model.values[$0].type == .int8 } ?? false
    try set(add(Clamp(min: isSigned ? -128 : 0, max: isSigned ? 127 : 255), to: [shifted]))
  }

  func dequantise() throws(ImportFault) {
    noteSteps()
    let factor = scalar(1) ?? 1
    try set(add(Affine(factor: factor, offset: -(scalar(2) ?? 0) * factor), to: [value()]))
  }

  /// Steps that differ along an axis are taken for 1.
  private func noteSteps() {
    if shape(1).reduce(1, { max($0, $1) }) > 1 { note("its steps differ along an axis") }
  }

  /// The step of a value follows from its range.
  ///
  /// So does its zero, which products account for by themselves.
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

  /// Two values, each followed by its step and its zero, joined.
  func quantisedJoin(_ op: any Operator) throws(ImportFault) {
    try set(add(op, to: [operand(0), operand(3)]))
  }

  /// Values, each followed by its step and its zero, one after the other.
  func quantisedConcatenation() throws(ImportFault) {
    try concatenated(inputs: Array(stride(from: 2, to: step.inputs.count, by: 3)))
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
      throw form("its rows do not have as many features as its matrix")
    }
    try set(add(Dense(units, bias: step.input(5) != nil), to: [input]))
  }
}
