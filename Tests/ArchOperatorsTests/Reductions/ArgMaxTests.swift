import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: NumPy's `argmax` and `argmin`, which take the first of equal elements.
  static let argMax: [SequenceFact] = [
    SequenceFact(
      ArgMax([0]), on: [[3, 4, 5]], gives: [4, 5], checksum: 17,
      entries: [1: 0, 19: 1]),
    SequenceFact(
      ArgMax([1], keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 34,
      entries: [1: 0, 14: 3]),
    SequenceFact(
      ArgMax([-1]), on: [[3, 4, 5]], gives: [3, 4], checksum: 20,
      entries: [1: 0, 11: 3]),
    SequenceFact(
      ArgMax([1, 2]), on: [[3, 4, 5]], gives: [3], checksum: 55,
      entries: [1: 0, 2: 18]),
    SequenceFact(
      ArgMax([0, -1], keepsDimensions: true), on: [[3, 4, 5]], gives: [1, 4, 1], checksum: 37,
      entries: [1: 0, 3: 9]),
    SequenceFact(
      ArgMax([0, 1, 2]), on: [[2, 3, 4]], gives: [1], checksum: 1,
      entries: [0: 1]),
    SequenceFact(
      ArgMax([-2], keepsDimensions: true), on: [[4, 6]], gives: [1, 6], checksum: 55,
      entries: [1: 0, 5: 3]),
    SequenceFact(
      ArgMin([0]), on: [[3, 4, 5]], gives: [4, 5], checksum: 135,
      entries: [1: 2, 19: 0]),
    SequenceFact(
      ArgMin([1], keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 157,
      entries: [1: 3, 14: 2]),
    SequenceFact(
      ArgMin([-1]), on: [[3, 4, 5]], gives: [3, 4], checksum: 157,
      entries: [1: 4, 11: 2]),
    SequenceFact(
      ArgMin([1, 2]), on: [[3, 4, 5]], gives: [3], checksum: 87,
      entries: [1: 18, 2: 17]),
    SequenceFact(
      ArgMin([0, -1], keepsDimensions: true), on: [[3, 4, 5]], gives: [1, 4, 1], checksum: 86,
      entries: [1: 14, 3: 4]),
    SequenceFact(
      ArgMin([0, 1, 2]), on: [[2, 3, 4]], gives: [1], checksum: 0,
      entries: [0: 0]),
    SequenceFact(
      ArgMin([-2], keepsDimensions: true), on: [[4, 6]], gives: [1, 6], checksum: 42,
      entries: [1: 3, 5: 2]),
  ]
}

extension Refusal {
  static let argMax: [Refusal] = [
    Refusal(ArgMax([0]), on: [[]], .rank(expected: "an axis to reduce", found: [])),
    Refusal(
      ArgMin([0]), on: [Shape([2], of: .token)], .element(expected: .number, found: Shape([2], of: .token))),
  ]
}

extension ArgumentRefusal {
  static let argMax: [ArgumentRefusal] = [
    ArgumentRefusal("arg_max", ["axis": [1, 1]], "axis")
  ]
}

extension Giant {
  static let argMax: [Giant] = [
    Giant(ArgMax([1], keepsDimensions: true), on: [[2, large]], gives: [2, 1])
  ]
}
