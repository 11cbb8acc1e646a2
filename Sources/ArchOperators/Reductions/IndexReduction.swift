import ArchGraph

// The common part of searches for an index.

extension Signature {
  static let indexNotes = [
    "Indices are values that are whole numbers, as `gather` and `one_hot` take them; over several axes they count the elements "
      + "in memory order. Of equal elements, the first is taken.",
    "Each element after the first is subtracted from the best so far; the sign chooses the index, and a comparison the "
      + "best.",
  ]
}

extension Work {
  /// A subtraction, a choice and a comparison for each element after the first.
  static func indexSearch(_ elements: ReducedElements) -> Work {
    var work = Work()
    work[.subtractions] = elements.afterFirst
    work[.comparisons] = elements.afterFirst.multiplied(by: Factor("per_element", 2))
    return work
  }
}

extension Reduction {
  /// Whether each result comes from a single element, whose index is always 0.
  private func isChoiceless(_ input: Shape) -> Bool {
    resolved(axes, of: input).allSatisfy { input[$0] == 1 }
  }

  func indexWork(from inputs: [Shape], to output: Shape) -> Work {
    var work = arithmetic(of: ReducedElements(of: inputs[0], along: resolved(axes, of: inputs[0])))
    if !isChoiceless(inputs[0]) { work[.activationReads] = Count(inputs[0].factors("in_")) }
    work[.writes] = Count(output.elements)
    return work
  }

  func indexReach(from inputs: [Shape]) -> Reach {
    guard keepsDimensions, !isChoiceless(inputs[0]) else { return .everything }
    return .reduction(of: resolved(axes, of: inputs[0]), rank: inputs[0].rank)
  }
}

extension Reach {
  /// All positions of some axes, the same position of the others.
  static func reduction(of axes: [Int], rank: Int) -> Reach {
    .axes((1..<rank).map { axes.contains($0) ? .everything : .identity })
  }
}
