import ArchGraph

extension Operator {
  /// The first of two inputs, rows of features, if the second has an expert for each row.
  ///
  /// - Throws: why it cannot take the inputs.
  func rowsOfExperts(_ inputs: [Shape]) throws(Misfit) -> Shape {
    guard inputs.count == 2 else { throw .inputs(expected: "two inputs", found: inputs.count) }
    let (x, chosen) = (try several(inputs)[0], inputs[1])
    guard x.rank == 2 else { throw .rank(expected: "rows of features, such as 197 x 768", found: x) }
    guard chosen.elementCount == x[0] else {
      throw .conflict(
        "`\(name)` has \(x[0]) rows, but experts are chosen for \(chosen)",
        help: "each row needs one expert: `repeat_interleave(2, axis: 0)` repeats rows for two experts each")
    }
    return x
  }
}
