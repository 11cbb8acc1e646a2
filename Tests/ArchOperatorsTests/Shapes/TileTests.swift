import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: NumPy's `tile`.
  static let tile: [SequenceFact] = [
    SequenceFact(
      Tile([2, 1, 3]), on: [[2, 3, 2]], gives: [4, 3, 6], checksum: 175.625,
      entries: [1: 1.375, 71: 0.125]),
    SequenceFact(
      Tile([1, 4]), on: [[3, 2]], gives: [3, 8], checksum: 68.5,
      entries: [1: 1.375, 23: 0.875]),
    SequenceFact(
      Tile([3]), on: [[4]], gives: [12], checksum: 36.875,
      entries: [1: 1.375, 11: 1.125]),
  ]
}

extension Refusal {
  static let tile: [Refusal] = [
    Refusal(
      Tile([2]), on: [[2, 3]],
      .conflict("`tile` has 1 numbers for 2 axes", help: "give one per axis of 2 x 3")),
    Refusal(Tile([.max, 1]), on: [[2, 3]], .tooLarge([])),
    Refusal(
      Tile([0]), on: [[2]],
      .range(what: "`repeats`", value: "0", allowed: "it must be at least 1")),
  ]
}

extension ArgumentRefusal {
  static let tile: [ArgumentRefusal] = [
    ArgumentRefusal("tile", ["repeats": 2], "repeats"),
    ArgumentRefusal("tile", ["repeats": [0]], "repeats"),
  ]
}

extension Giant {
  static let tile: [Giant] = [
    Giant(Tile([large, 1]), on: [[2, large]], gives: [2 * large, large])
  ]
}
