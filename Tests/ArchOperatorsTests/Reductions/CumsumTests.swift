import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision.
  static let cumsum: [SequenceFact] = [
    SequenceFact(
      Cumsum(0), on: [[5]], gives: [5], checksum: 36.25,
      entries: [1: 0.5, 4: 3.875]),
    SequenceFact(
      Cumsum(0, isReverse: true), on: [[5]], gives: [5], checksum: 37,
      entries: [1: 4.75, 4: 1]),
    SequenceFact(
      Cumsum(0, isExclusive: true), on: [[5]], gives: [5], checksum: 21.125,
      entries: [1: -0.875, 4: 2.875]),
    SequenceFact(
      Cumsum(0, isExclusive: true, isReverse: true), on: [[5]], gives: [5], checksum: 21.875,
      entries: [1: 3.375, 4: 0]),
    SequenceFact(
      Cumsum(1), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 54.75,
      entries: [1: 1.375, 23: -0.25]),
    SequenceFact(
      Cumsum(1, isReverse: true), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 78.875,
      entries: [1: 2.625, 23: 1]),
    SequenceFact(
      Cumsum(1, isExclusive: true), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 23.5,
      entries: [1: 0, 23: -1.25]),
    SequenceFact(
      Cumsum(1, isExclusive: true, isReverse: true), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 47.625,
      entries: [1: 1.25, 23: 0]),
    SequenceFact(
      Cumsum(-1), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 68.5,
      entries: [1: 0.5, 23: 4.75]),
    SequenceFact(
      Cumsum(-1, isReverse: true), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 71,
      entries: [1: 3.75, 23: 1]),
    SequenceFact(
      Cumsum(-1, isExclusive: true), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 37.25,
      entries: [1: -0.875, 23: 3.75]),
    SequenceFact(
      Cumsum(-1, isExclusive: true, isReverse: true), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 39.75,
      entries: [1: 2.375, 23: 0]),
  ]
}

extension Refusal {
  static let cumsum: [Refusal] = [
    Refusal(Cumsum(3), on: [[2, 3, 4]], noAxis(3)),
    Refusal(Cumsum(0), on: [[]], .rank(expected: "an axis to sum along", found: [])),
  ]
}

extension ArgumentRefusal {
  static let cumsum: [ArgumentRefusal] = [
    ArgumentRefusal("cumsum", ["axis": [0]], "axis"),
    ArgumentRefusal("cumsum", ["axis": 0, "exclusive": 1], "exclusive"),
  ]
}

extension Giant {
  static let cumsum: [Giant] = [
    Giant(Cumsum(1, isExclusive: true), on: [[2, large]], gives: [2, large])
  ]
}
