import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: `index_add`, indices beyond an axis clamped to its last.
  static let scatterAdd: [SequenceFact] = [
    SequenceFact(
      ScatterAdd(), on: [[4, 3], [5], [5, 3]], indices: [1: 4], gives: [4, 3], checksum: 56,
      entries: [1: 1, 11: 0.625]),
    SequenceFact(
      ScatterAdd(axis: 1), on: [[2, 5, 3], [3], [2, 3, 3]], indices: [1: 5], gives: [2, 5, 3], checksum: 61,
      entries: [1: 0.75, 29: 0]),
    SequenceFact(
      ScatterAdd(axis: -1), on: [[2, 3], [4], [2, 4]], indices: [1: 7], gives: [2, 3], checksum: 38.875,
      entries: [1: 1.375, 5: 4.25]),
  ]
}

extension Refusal {
  static let scatterAdd: [Refusal] = [
    Refusal(ScatterAdd(), on: [[2, 3], [2]], .inputs(expected: "three inputs", found: 2)),
    Refusal(
      ScatterAdd(), on: [[2, 3], [2, 1], [2, 3]], .rank(expected: "a vector of indices", found: [2, 1])),
    Refusal(
      ScatterAdd(), on: [[2, 3], [4], [2, 3]],
      .conflict(
        "`scatter_add` needs updates of 4 x 3, not 2 x 3",
        help: "they must have the extents of 2 x 3, and one entry for each of the 4 indices")),
  ]
}

extension ArgumentRefusal {
  static let scatterAdd: [ArgumentRefusal] = [
    ArgumentRefusal("scatter_add", ["axis": "rows"], "axis")
  ]
}

extension Giant {
  static let scatterAdd: [Giant] = [
    Giant(ScatterAdd(), on: [[large, 2], [large], [large, 2]], gives: [large, 2])
  ]
}
