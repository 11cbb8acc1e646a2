import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let split: [Reference] = [
    Reference(
      Split(3, take: 1), on: [[6, 2, 2]], gives: [2, 2, 2], checksum: -0.375, entries: [1: 0.375, 7: -0.375]),
    Reference(
      Split(2, take: 1, axis: -1), on: [[2, 3, 4]], gives: [2, 3, 2], checksum: 13.5,
      entries: [1: 1.125, 11: 1.0]),
  ]
}

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: `Tensor.split`.
  static let split: [SequenceFact] = [
    SequenceFact(
      Split(sizes: [64, 64, 32], take: 1), on: [[160, 2]], gives: [64, 2], checksum: 131.125,
      entries: [1: -0.375, 127: 0.5]),
    SequenceFact(
      Split(sizes: [1, 2, 3], take: 2), on: [[6, 3]], gives: [3, 3], checksum: -5.25,
      entries: [1: 0.25, 8: -0.625]),
    SequenceFact(
      Split(sizes: [3, 2], take: 0, axis: -1), on: [[2, 3, 5]], gives: [2, 3, 3], checksum: 35.75,
      entries: [1: 1.375, 17: 0.5]),
    SequenceFact(
      Split(sizes: [1, 1, 2], take: 1, axis: 1), on: [[2, 4, 3]], gives: [2, 1, 3], checksum: -2,
      entries: [1: 1, 5: -0.625]),
  ]
}

extension Refusal {
  static let split: [Refusal] = [
    Refusal(
      Split(3, take: 0), on: [[4, 6]], .indivisible(what: "an axis of 4", count: 4, by: "parts", divisor: 3)),
    Refusal(
      Split(0, take: 0), on: [[4, 6]], .indivisible(what: "an axis of 4", count: 4, by: "parts", divisor: 0)),
    Refusal(
      Split(2, take: 2), on: [[4, 6]], .range(what: "`take`", value: "2", allowed: "the parts are 0 to 1")),
    Refusal(
      Split(2, take: -1), on: [[4, 6]], .range(what: "`take`", value: "-1", allowed: "the parts are 0 to 1")),
    Refusal(
      Split(2, take: 0, axis: 2), on: [[4, 6]],
      .range(
        what: "the axis", value: "2", allowed: "the input 4 x 6 has axes 0 to 1, or -2 to -1 from the end")
    ),
    Refusal(Split(2, take: 0), on: [[]], .rank(expected: "an axis to split", found: [])),
    Refusal(
      Split(sizes: [64, 32], take: 0), on: [[100, 2]],
      .conflict(
        "the parts of `split` have 96 elements in total, but the axis has 100",
        help: "give the size of every part, so that they add up to 100")),
    Refusal(
      Split(sizes: [.max, .max], take: 0), on: [[4]],
      .conflict(
        "the parts of `split` have too many elements in total, but the axis has 4",
        help: "give the size of every part, so that they add up to 4")),
    Refusal(
      Split(sizes: [1, 3], take: 2), on: [[4]],
      .range(what: "`take`", value: "2", allowed: "the parts are 0 to 1")),
    Refusal(
      Split(sizes: [5, -1], take: 0), on: [[4]],
      .range(what: "the size of a part", value: "-1", allowed: "it counts from 1")),
  ]
}

extension ArgumentRefusal {
  static let split: [ArgumentRefusal] = [
    ArgumentRefusal("split", positional: [0, 0, nil], "parts"),
    ArgumentRefusal("split", positional: [2, -1, nil], "take"),
    ArgumentRefusal("split", ["parts": [3, 0], "take": 0], "parts"),
    ArgumentRefusal("split", ["parts": [], "take": 0], "parts"),
  ]
}

extension Giant {
  static let split: [Giant] = [
    Giant(Split(large, take: large - 1, axis: 1), on: [[2, large]], gives: [2, 1]),
    Giant(Split(sizes: [1, large - 1], take: 1, axis: 1), on: [[2, large]], gives: [2, large - 1]),
  ]
}
