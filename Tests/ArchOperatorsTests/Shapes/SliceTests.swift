import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let slice: [Reference] = [
    Reference(
      Slice(1, from: -3, to: -1), on: [[2, 4, 3]], gives: [2, 2, 3], checksum: 11.625,
      entries: [1: 1.0, 11: 1.375]),
    Reference(
      Slice(0, from: 1), on: [[3, 2, 4]], gives: [2, 2, 4], checksum: 9.5, entries: [1: 0.375, 15: 1.0]),
    Reference(
      Select([4, 5, 0]), on: [[6, 3, 2]], gives: [3, 3, 2], checksum: 19.875, entries: [1: 0.75, 17: 0.875]),
  ]
}

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision.
  static let slice: [SequenceFact] = [
    SequenceFact(
      Slice(0, step: 2), on: [[5, 3]], gives: [3, 3], checksum: 14.125,
      entries: [1: 1.375, 8: -0.25]),
    SequenceFact(
      Slice(1, from: 1, step: 3), on: [[2, 8, 3]], gives: [2, 3, 3], checksum: 14.125,
      entries: [1: 1, 17: 0.375]),
    SequenceFact(
      Slice(-1, from: -6, to: -1, step: 2), on: [[2, 3, 7]], gives: [2, 3, 3], checksum: 16.875,
      entries: [1: 1.125, 17: 1.25]),
    SequenceFact(
      Slice(2, from: 1, to: 5, step: 4), on: [[2, 2, 6]], gives: [2, 2, 1], checksum: -1.25,
      entries: [1: 0.625, 3: -0.875]),
  ]
}

extension Refusal {
  static let slice: [Refusal] = [
    Refusal(
      Slice(3), on: [[2, 3, 4]],
      .range(
        what: "the axis", value: "3", allowed: "the input 2 x 3 x 4 has axes 0 to 2, or -3 to -1 from the end"
      )),
    Refusal(Slice(0), on: [[]], .rank(expected: "an axis to take a part of", found: [])),
    Refusal(
      Slice(1, from: -5), on: [[2, 4]],
      .range(what: "`from`", value: "-5", allowed: "the axis has 4 elements, counted from 0, or from the end")
    ),
    Refusal(
      Slice(1, from: 5), on: [[2, 4]],
      .range(what: "`from`", value: "5", allowed: "the axis has 4 elements, counted from 0, or from the end")),
    Refusal(
      Slice(1, to: 5), on: [[2, 4]],
      .range(what: "`to`", value: "5", allowed: "the axis has 4 elements, counted from 0, or from the end")),
    Refusal(
      Slice(1, to: .min), on: [[2, 4]],
      .range(
        what: "`to`", value: "-9223372036854775808",
        allowed: "the axis has 4 elements, counted from 0, or from the end")),
    Refusal(Slice(1, from: 3, to: -2), on: [[2, 4, 5]], .empty(axis: "height", extent: -1)),
    Refusal(Slice(0, from: 2), on: [[2, 4, 5]], .empty(axis: "channels", extent: 0)),
    Refusal(Select([0]), on: [[]], .rank(expected: "channels", found: [])),
    Refusal(Select([]), on: [[2, 4, 5]], .empty(axis: "channels", extent: 0)),
    Refusal(
      Select([1, 2]), on: [[2, 4]],
      .range(what: "a channel", value: "2", allowed: "the input 2 x 4 has channels 0 to 1")),
    Refusal(
      Slice(0, step: 0), on: [[2]], .range(what: "`step`", value: "0", allowed: "it counts from 1")),
  ]
}

extension ArgumentRefusal {
  static let slice: [ArgumentRefusal] = [
    ArgumentRefusal("slice", positional: [0.5, nil, nil], "axis"),
    ArgumentRefusal("slice", positional: [0, "end", nil], "from"),
    ArgumentRefusal("slice", positional: [0, nil, true], "to"),
    ArgumentRefusal("select", positional: [[0, -1]], "channels"),
    ArgumentRefusal("slice", ["axis": 0, "step": 0], "step"),
    ArgumentRefusal("slice", ["axis": 0, "step": -1], "step"),
  ]
}

extension Giant {
  static let slice: [Giant] = [
    Giant(Slice(1, from: 1 - large, to: -1), on: [[2, large]], gives: [2, large - 2]),
    Giant(Select([0]), on: [[large, 2048, 2048]], gives: [1, 2048, 2048]),
    Giant(Slice(1, from: 1, step: large), on: [[2, large]], gives: [2, 1]),
  ]
}
