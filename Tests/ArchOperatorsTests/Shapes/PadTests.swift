import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let pad: [Reference] = [
    Reference(
      Pad(.explicit([.init(1, 0), .init(2, 3)])), on: [[2, 3, 2]], gives: [2, 4, 7], checksum: 26.625,
      entries: [10: 1.375, 52: 0.125]),
    Reference(Pad(1), on: [[2, 3, 2]], gives: [2, 5, 4], checksum: 32.5, entries: [6: 1.375, 34: 0.125]),
  ]
}

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: `F.pad`; unequal padding is that of a larger map.
  static let pad: [SequenceFact] = [
    SequenceFact(
      Pad(1, mode: .reflect), on: [[2, 3, 4]], gives: [2, 5, 6], checksum: 62.375,
      entries: [1: 1, 59: -0.75]),
    SequenceFact(
      Pad(.explicit([.init(2, 0), .init(1, 2)]), mode: .reflect), on: [[2, 3, 4]], gives: [2, 5, 7],
      checksum: 112.75,
      entries: [1: 0.5, 69: 1.25]),
    SequenceFact(
      Pad(2, mode: .reflect), on: [[2, 3]], gives: [2, 7], checksum: 43.75,
      entries: [1: 1.375, 13: 1.125]),
    SequenceFact(
      Pad(1, mode: .reflect), on: [[2, 2, 3, 2]], gives: [2, 4, 5, 4], checksum: 313.125,
      entries: [1: 0.5, 159: -0.25]),
    SequenceFact(
      Pad(1, mode: .replicate), on: [[2, 3, 4]], gives: [2, 5, 6], checksum: 92.625,
      entries: [1: -0.875, 59: 1]),
    SequenceFact(
      Pad(.explicit([.init(2, 0), .init(1, 2)]), mode: .replicate), on: [[2, 3, 4]], gives: [2, 5, 7],
      checksum: 89.875,
      entries: [1: -0.875, 69: 1]),
    SequenceFact(
      Pad(2, mode: .replicate), on: [[2, 3]], gives: [2, 7], checksum: 49.25,
      entries: [1: -0.875, 13: 0.875]),
    SequenceFact(
      Pad(1, mode: .replicate), on: [[2, 2, 3, 2]], gives: [2, 4, 5, 4], checksum: 197.75,
      entries: [1: -0.875, 159: 1]),
    SequenceFact(
      Pad(1, mode: .circular), on: [[2, 3, 4]], gives: [2, 5, 6], checksum: 96.375,
      entries: [1: 0.5, 59: 0]),
    SequenceFact(
      Pad(.explicit([.init(2, 0), .init(1, 2)]), mode: .circular), on: [[2, 3, 4]], gives: [2, 5, 7],
      checksum: 111,
      entries: [1: 1, 69: 1.25]),
    SequenceFact(
      Pad(2, mode: .circular), on: [[2, 3]], gives: [2, 7], checksum: 45.625,
      entries: [1: 1.25, 13: 1]),
    SequenceFact(
      Pad(1, mode: .circular), on: [[2, 2, 3, 2]], gives: [2, 4, 5, 4], checksum: 196.375,
      entries: [1: 0.25, 159: 0]),
    SequenceFact(
      Pad(3, mode: .circular), on: [[2, 3]], gives: [2, 9], checksum: 49.375,
      entries: [1: 1.375, 17: 0.875]),
    SequenceFact(
      Pad(5, mode: .replicate), on: [[2, 3]], gives: [2, 13], checksum: 67.5,
      entries: [1: -0.875, 25: 0.875]),
    SequenceFact(
      Pad(.explicit([.init(1, 2)]), value: -1.5), on: [[2, 3]], gives: [2, 6], checksum: -28.875,
      entries: [1: -0.875, 11: -1.5]),
  ]
}

extension Refusal {
  static let pad: [Refusal] = [
    Refusal(
      Pad(1), on: [[5]],
      .rank(expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: [5])),
    Refusal(Pad(.symmetric(.each([1, 2]))), on: [[2, 5]], .axes(argument: "amount", given: 2, needed: 1)),
    Refusal(Pad(.explicit([.init(1, 2)])), on: [[2, 5, 5]], .axes(argument: "amount", given: 1, needed: 2)),
    Refusal(
      Pad(.same), on: [[2, 5]],
      .conflict(
        "`pad` needs its amount as numbers", help: "`same` is for windows; write `pad(1)` or a list")),
    Refusal(Pad(-1), on: [[2, 5]], .range(what: "the amount", value: "-1", allowed: "it counts from 0")),
    Refusal(
      Pad(.explicit([.init(0, -2)])), on: [[2, 5]],
      .range(what: "the amount", value: "-2", allowed: "it counts from 0")),
    Refusal(Pad(.symmetric(.all(.max))), on: [[2, 5]], .tooLarge([])),
    Refusal(
      Pad(.explicit([.init(1, 3)]), mode: .reflect), on: [[2, 3]],
      .range(
        what: "the amount", value: "3",
        allowed: "`mode: reflect` can add less than the axis has, and that is 3")),
    Refusal(
      Pad(4, mode: .circular), on: [[2, 5, 3]],
      .range(
        what: "the amount", value: "4",
        allowed: "`mode: circular` can add at most as much as the axis has, and that is 3")),
    Refusal(
      Pad(1, mode: .replicate, value: 2), on: [[2, 3]],
      .conflict(
        "`value` of `pad` replaces zeros, but `mode: replicate` has none",
        help: "leave out `value` or `mode`")),
  ]
}

extension ArgumentRefusal {
  static let pad: [ArgumentRefusal] = [
    ArgumentRefusal("pad", positional: [-1], "amount"),
    ArgumentRefusal("pad", ["amount": 1, "mode": "constant"], "mode"),
    ArgumentRefusal("pad", ["amount": 1, "value": "zero"], "value"),
  ]
}

extension Giant {
  static let pad: [Giant] = [
    Giant(Pad(.explicit([.init(large, large)])), on: [[2, large]], gives: [2, 3 * large]),
    Giant(
      Pad(.explicit([.init(large - 1, 0)]), mode: .reflect), on: [[2, large]], gives: [2, 2 * large - 1]),
  ]
}
