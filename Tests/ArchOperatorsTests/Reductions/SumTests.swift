import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision.
  static let sum: [SequenceFact] = [
    SequenceFact(
      Sum([0]), on: [[3, 4, 5]], gives: [4, 5], checksum: 61.625,
      entries: [1: 3.75, 19: 1.75]),
    SequenceFact(
      Sum([1], keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 65,
      entries: [1: 1.75, 14: 1.625]),
    SequenceFact(
      Sum([-1]), on: [[3, 4, 5]], gives: [3, 4], checksum: 47.5,
      entries: [1: 3.125, 11: 0.375]),
    SequenceFact(
      Sum([1, 2]), on: [[3, 4, 5]], gives: [3], checksum: 34.125,
      entries: [1: 6.125, 2: 6]),
    SequenceFact(
      Sum([0, -1], keepsDimensions: true), on: [[3, 4, 5]], gives: [1, 4, 1], checksum: 7.375,
      entries: [1: 7.5, 3: -4.125]),
    SequenceFact(
      Sum([0, 1, 2]), on: [[2, 3, 4]], gives: [1], checksum: 8.625,
      entries: [0: 8.625]),
    SequenceFact(
      Sum([-2], keepsDimensions: true), on: [[4, 6]], gives: [1, 6], checksum: 36.875,
      entries: [1: 1, 5: 1.375]),
  ]
}

extension Refusal {
  static let sum: [Refusal] = [
    Refusal(Sum([0, -4]), on: [[2, 3, 4]], noAxis(-4))
  ]
}

extension ArgumentRefusal {
  static let sum: [ArgumentRefusal] = [
    ArgumentRefusal("sum", ["axis": [0, 0]], "axis")
  ]
}

extension Giant {
  static let sum: [Giant] = [
    Giant(Sum([0, 1, 2]), on: [[large, 2048, 2048]], gives: [1])
  ]
}
