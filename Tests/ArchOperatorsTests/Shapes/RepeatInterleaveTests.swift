import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision.
  static let repeatInterleave: [SequenceFact] = [
    SequenceFact(
      RepeatInterleave(2, axis: 0), on: [[3, 2, 2]], gives: [6, 2, 2], checksum: 58.5,
      entries: [1: 1.375, 23: 0.125]),
    SequenceFact(
      RepeatInterleave(3, axis: 1), on: [[2, 2, 3]], gives: [2, 6, 3], checksum: 83,
      entries: [1: 1.375, 35: 0.125]),
    SequenceFact(
      RepeatInterleave(2, axis: -1), on: [[2, 5]], gives: [2, 10], checksum: 61.875,
      entries: [1: -0.875, 19: 0.375]),
  ]
}

extension Refusal {
  static let repeatInterleave: [Refusal] = [
    Refusal(RepeatInterleave(2, axis: 3), on: [[2, 3, 4]], noAxis(3)),
    Refusal(RepeatInterleave(.max, axis: 0), on: [[2]], .tooLarge([])),
    Refusal(
      RepeatInterleave(0, axis: 0), on: [[2]],
      .range(what: "`repeats`", value: "0", allowed: "it must be at least 1")),
  ]
}

extension ArgumentRefusal {
  static let repeatInterleave: [ArgumentRefusal] = [
    ArgumentRefusal("repeat_interleave", ["repeats": 0, "axis": 0], "repeats"),
    ArgumentRefusal("repeat_interleave", ["repeats": 2], "axis"),
  ]
}

extension Giant {
  static let repeatInterleave: [Giant] = [
    Giant(RepeatInterleave(large, axis: 1), on: [[2, 3]], gives: [2, 3 * large])
  ]
}
