import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision.
  static let max: [SequenceFact] = [
    SequenceFact(
      Max([0]), on: [[3, 4, 5]], gives: [4, 5], checksum: 41.5,
      entries: [1: 1.375, 19: 1.375]),
    SequenceFact(
      Max([1], keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 68.625,
      entries: [1: 1.375, 14: 1.25]),
    SequenceFact(
      Max([-1]), on: [[3, 4, 5]], gives: [3, 4], checksum: 27.25,
      entries: [1: 0.875, 11: 1.375]),
    SequenceFact(
      Max([1, 2]), on: [[3, 4, 5]], gives: [3], checksum: 8.25,
      entries: [1: 1.375, 2: 1.375]),
    SequenceFact(
      Max([0, -1], keepsDimensions: true), on: [[3, 4, 5]], gives: [1, 4, 1], checksum: 9.375,
      entries: [1: 0.875, 3: 1.375]),
    SequenceFact(
      Max([0, 1, 2]), on: [[2, 3, 4]], gives: [1], checksum: 1.375,
      entries: [0: 1.375]),
    SequenceFact(
      Max([-2], keepsDimensions: true), on: [[4, 6]], gives: [1, 6], checksum: 24.25,
      entries: [1: 1.375, 5: 1]),
    SequenceFact(
      Min([0]), on: [[3, 4, 5]], gives: [4, 5], checksum: -1.75,
      entries: [1: 1.125, 19: -0.875]),
    SequenceFact(
      Min([1], keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: -36.75,
      entries: [1: -0.5, 14: -0.5]),
    SequenceFact(
      Min([-1]), on: [[3, 4, 5]], gives: [3, 4], checksum: -6.5,
      entries: [1: 0.375, 11: -0.875]),
    SequenceFact(
      Min([1, 2]), on: [[3, 4, 5]], gives: [3], checksum: -5.25,
      entries: [1: -0.875, 2: -0.875]),
    SequenceFact(
      Min([0, -1], keepsDimensions: true), on: [[3, 4, 5]], gives: [1, 4, 1], checksum: -5.625,
      entries: [1: 0.125, 3: -0.875]),
    SequenceFact(
      Min([0, 1, 2]), on: [[2, 3, 4]], gives: [1], checksum: -0.875,
      entries: [0: -0.875]),
    SequenceFact(
      Min([-2], keepsDimensions: true), on: [[4, 6]], gives: [1, 6], checksum: -11.125,
      entries: [1: -0.875, 5: -0.625]),
  ]
}

extension Refusal {
  static let max: [Refusal] = [
    Refusal(Max([0, -3]), on: [[2, 3, 4]], twice("max")),
    Refusal(Min([]), on: [[2, 3, 4]], .conflict("`min` needs an axis", help: nil)),
  ]
}

extension ArgumentRefusal {
  static let max: [ArgumentRefusal] = [
    ArgumentRefusal("max", ["axis": 0.5], "axis"),
    ArgumentRefusal("min", ["axis": ["channels"]], "axis"),
  ]
}

extension Giant {
  static let max: [Giant] = [
    Giant(Max([1, 2], keepsDimensions: true), on: [[large, 2048, 2048]], gives: [large, 1, 1])
  ]
}
