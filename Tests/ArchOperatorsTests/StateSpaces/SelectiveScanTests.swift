import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: NumPy 2.4.6, in double precision, in another form than the definition: sums over all pairs of tokens (the attention form of Dao and Gu 2024).
  // The multiply-adds are those of the recurrence in its paper.
  static let selectiveScan: [SequenceFact] = [
    SequenceFact(
      SelectiveScan(), on: [[5, 3], [5, 3], [5, 4], [5, 4]], gives: [5, 3], parameters: 15, multiplyAdds: 60,
      checksum: -22.07227028, entries: [1: -1.45019531, 14: -2.39170423]),
    SequenceFact(
      SelectiveScan(softplus: true), on: [[4, 2], [4, 2], [4, 3], [4, 3]], gives: [4, 2], parameters: 8,
      multiplyAdds: 24,
      checksum: -15.18138854, entries: [1: -2.2136393, 7: -0.831879084]),
    SequenceFact(
      SelectiveScan(softplus: true, skip: false), on: [[6, 3], [6, 3], [6, 2], [6, 2]], gives: [6, 3],
      parameters: 6, multiplyAdds: 36,
      checksum: -11.47896541, entries: [1: -1.11914579, 17: 0.408030125]),
    SequenceFact(
      SelectiveScan(), on: [[1, 2], [1, 2], [1, 2], [1, 2]], gives: [1, 2], parameters: 6, multiplyAdds: 4,
      checksum: -1.514648438, entries: [1: -0.982910156]),
  ]
}

extension Refusal {
  static let selectiveScan: [Refusal] = [
    Refusal(
      SelectiveScan(), on: [[5, 3], [5, 3], [5], [5, 2]], .rank(expected: sequences, found: [5])),
    Refusal(
      SelectiveScan(), on: [[5, 3], [5, 2], [5, 2], [5, 2]],
      .conflict(
        "`selective_scan` cannot combine `delta` of 5 x 2 with `x` of 5 x 3",
        help: "each element of `x` needs its own step: 5 x 3")),
    Refusal(
      SelectiveScan(), on: [[5, 3], [5, 3], [4, 2], [4, 2]],
      .conflict(
        "`selective_scan` cannot combine `b` of 4 x 2 with `x` of 5 x 3",
        help: "they must be sequences of the same length, and `x` has 5 tokens")),
    Refusal(
      SelectiveScan(), on: [[5, 3], [5, 3], [5, 2], [5, 1]],
      .conflict(
        "`selective_scan` cannot combine `c` of 5 x 1 with `x` of 5 x 3",
        help: "`c` must have the shape of `b`: 5 x 2")),
  ]
}

extension ArgumentRefusal {
  static let selectiveScan: [ArgumentRefusal] = [
    ArgumentRefusal("selective_scan", ["softplus": 1], "softplus"),
    ArgumentRefusal("selective_scan", ["skip": "no"], "skip"),
  ]
}

extension Giant {
  static let selectiveScan: [Giant] = [
    Giant(
      SelectiveScan(), on: [[large, large], [large, large], [large, 16], [large, 16]], gives: [large, large],
      parameters: [1 << 44, large]),
    Giant(
      SelectiveScan(), on: [[2, large], [2, large], [2, large], [2, large]], gives: [2, large],
      parameters: [nil, large]),
  ]
}
