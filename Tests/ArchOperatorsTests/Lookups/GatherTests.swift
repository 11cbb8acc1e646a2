import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: `index_select`, indices beyond an axis clamped to its last.
  static let gather: [SequenceFact] = [
    SequenceFact(
      Gather(), on: [[4, 3], [5]], indices: [1: 4], gives: [5, 3], checksum: 35.625,
      entries: [1: 1.375, 14: 1.25]),
    SequenceFact(
      Gather(axis: 1), on: [[2, 5, 3], [2, 3]], indices: [1: 5], gives: [2, 2, 3, 3], checksum: 39,
      entries: [1: 1.375, 35: -0.625]),
    SequenceFact(
      Gather(axis: -1), on: [[2, 3, 4], [2]], indices: [1: 9], gives: [2, 3, 2], checksum: 21.875,
      entries: [1: 1.375, 11: 1.25]),
    SequenceFact(
      Gather(), on: [[3, 2, 2], [2, 2]], indices: [1: 3], gives: [2, 2, 2, 2], checksum: 37.875,
      entries: [1: 1.375, 15: 1.125]),
  ]
}

extension Refusal {
  static let gather: [Refusal] = [
    Refusal(Gather(), on: [[2, 3]], .inputs(expected: "two inputs", found: 1)),
    Refusal(Gather(axis: 3), on: [[2, 3, 4], [2]], noAxis(3)),
    Refusal(Gather(), on: [[2, 3], []], .rank(expected: "at least one axis", found: [])),
    Refusal(Gather(), on: [[2, 3], words], .element(expected: .number, found: words)),
  ]
}

extension ArgumentRefusal {
  static let gather: [ArgumentRefusal] = [
    ArgumentRefusal("gather", ["axis": [0]], "axis")
  ]
}

extension Giant {
  static let gather: [Giant] = [
    Giant(Gather(axis: 1), on: [[2, large], [large]], gives: [2, large])
  ]
}
