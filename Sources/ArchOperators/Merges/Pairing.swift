import ArchGraph

/// What merges of exactly two values have in common.
extension Operator {
  /// The shape of both inputs, or how they differ.
  func equalPair(_ inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard inputs.count == 2 else { throw .inputs(expected: "two inputs", found: inputs.count) }
    return try equalShapes(inputs)
  }
}
