import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision.
  static let mean: [SequenceFact] = [
    SequenceFact(
      Mean([0]), on: [[3, 4, 5]], gives: [4, 5], checksum: 20.54166667,
      entries: [1: 1.25, 19: 0.5833333333]),
    SequenceFact(
      Mean([1], keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 16.25,
      entries: [1: 0.4375, 14: 0.40625]),
    SequenceFact(
      Mean([-1]), on: [[3, 4, 5]], gives: [3, 4], checksum: 9.5,
      entries: [1: 0.625, 11: 0.075]),
    SequenceFact(
      Mean([1, 2]), on: [[3, 4, 5]], gives: [3], checksum: 1.70625,
      entries: [1: 0.30625, 2: 0.3]),
    SequenceFact(
      Mean([0, -1], keepsDimensions: true), on: [[3, 4, 5]], gives: [1, 4, 1], checksum: 0.4916666667,
      entries: [1: 0.5, 3: -0.275]),
    SequenceFact(
      Mean([0, 1, 2]), on: [[2, 3, 4]], gives: [1], checksum: 0.359375,
      entries: [0: 0.359375]),
    SequenceFact(
      Mean([-2], keepsDimensions: true), on: [[4, 6]], gives: [1, 6], checksum: 9.21875,
      entries: [1: 0.25, 5: 0.34375]),
  ]
}

extension Refusal {
  static let mean: [Refusal] = [
    Refusal(Mean([3]), on: [[2, 3, 4]], noAxis(3))
  ]
}

extension ArgumentRefusal {
  static let mean: [ArgumentRefusal] = [
    ArgumentRefusal("mean", [:], "axis"),
    ArgumentRefusal("mean", ["axis": []], "axis"),
    ArgumentRefusal("mean", ["axis": 0, "keep_dims": 1], "keep_dims"),
  ]
}

extension Giant {
  static let mean: [Giant] = [
    Giant(Mean([0]), on: [[large, 2048, 2048]], gives: [2048, 2048])
  ]
}
