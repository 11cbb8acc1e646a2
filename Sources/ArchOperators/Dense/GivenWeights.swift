import ArchGraph

extension Operator {
  /// Checks that weights given as a value, the last of the inputs, have the extents that a layer needs.
  func checkWeights(_ inputs: [Shape], _ needed: [Int]) throws(Misfit) {
    guard inputs.count == 2 else {
      throw .inputs(expected: "a value, and optionally its weights", found: inputs.count)
    }
    guard inputs[1].element == .number else { throw .element(expected: .number, found: inputs[1]) }
    guard inputs[1].dimensions == needed else {
      throw .conflict(
        "the given weights of `\(name)` are \(inputs[1])", help: "this layer needs \(Shape(needed)) there")
    }
  }
}
