import ArchGraph

extension Tensor {
  /// The gradient of an input of a merge: the sum of `term` over the positions of the output that
  /// share an element of the input.
  ///
  /// - Parameter isGate: whether the input has a number for each channel of the output.
  init(
    merged shape: Shape, of output: Shape, isGate: Bool = false, _ term: (_ position: [Int]) -> N
  ) {
    guard shape.dimensions != output.dimensions else {
      self.init(shape, Positions(output.dimensions).map(term))
      return
    }
    self.init(shape, Array(repeating: N(0), count: shape.elementCount ?? 0))
    for position in Positions(output.dimensions) {
      let own =
        isGate
        ? [position[0]]
        : zip(position.suffix(shape.rank), shape.dimensions).map { $1 == 1 ? 0 : $0 }
      self[own] = self[own] + term(position)
    }
  }
}

extension Work {
  /// The work of ``Tensor/init(merged:of:isGate:_:)``: the cost of each term, and the additions for shared elements.
  static func merged(
    _ input: Shape, of output: Shape, each: [(kind: Kind, count: Int)] = []
  ) -> Work {
    var work = Work()
    for (kind, count) in each { work[kind] = .each(count, of: output.elements) }
    if input.dimensions != output.dimensions { work[.additions] = work[.additions] + Count(output.elements) }
    return work
  }
}
