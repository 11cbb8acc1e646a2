import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: NumPy 2.4.6, in double precision, in another form than the definition: the plain quotient of sums of exponentials, `wkv6` as sums over all pairs of tokens,
  // `wkv7` as products of matrices.
  // The multiply-adds are those of the recurrence in its paper.
  static let wkv: [SequenceFact] = [
    SequenceFact(
      WKV(), on: [[6, 3], [6, 3]], gives: [6, 3], parameters: 6,
      checksum: 3.187344789, entries: [1: 0.375, 17: 0.383209311]),
    SequenceFact(
      WKV(), on: [[1, 2], [1, 2]], gives: [1, 2], parameters: 4,
      checksum: 1.25, entries: [1: 0.375]),
    SequenceFact(
      WKV(), on: [[12, 1], [12, 1]], gives: [12, 1], parameters: 2,
      checksum: -3.18602608, entries: [1: 0.387609828, 11: -0.634589022]),
    SequenceFact(
      WKV6(2), on: [[5, 6], [5, 6], [5, 6], [5, 6]], gives: [5, 6], parameters: 6, multiplyAdds: 90,
      checksum: -13.90540777, entries: [1: -0.205078125, 29: 0.184069712]),
    SequenceFact(
      WKV6(1), on: [[1, 2], [1, 2], [1, 2], [1, 2]], gives: [1, 2], parameters: 2, multiplyAdds: 4,
      checksum: -0.6083984375, entries: [1: -0.217285156]),
    SequenceFact(
      WKV6(1), on: [[7, 2], [7, 2], [7, 2], [7, 2]], gives: [7, 2], parameters: 2, multiplyAdds: 28,
      checksum: -11.33594791, entries: [1: -0.217285156, 13: 0.0908896949]),
    SequenceFact(
      WKV7(2), on: [[5, 6], [5, 6], [5, 6], [5, 6], [5, 6], [5, 6]], gives: [5, 6], parameters: 0,
      multiplyAdds: 180,
      checksum: -15.40031716, entries: [1: -1.01953125, 29: -0.398962533]),
    SequenceFact(
      WKV7(1), on: [[1, 3], [1, 3], [1, 3], [1, 3], [1, 3], [1, 3]], gives: [1, 3], parameters: 0,
      multiplyAdds: 18,
      checksum: -5.77734375, entries: [1: -1.01953125, 2: -0.849609375]),
    SequenceFact(
      WKV7(2), on: [[6, 2], [6, 2], [6, 2], [6, 2], [6, 2], [6, 2]], gives: [6, 2], parameters: 0,
      multiplyAdds: 24,
      checksum: 1.060782328, entries: [1: -0.64453125, 11: -0.0271801059]),
  ]
}

extension Refusal {
  static let wkv: [Refusal] = [
    Refusal(
      WKV(), on: [[5, 3], [5, 2]],
      .conflict("`wkv` cannot combine `v` of 5 x 2 with `k` of 5 x 3", help: "each key needs a value: 5 x 3")),
    Refusal(WKV(), on: [[5, 3], [5, 3, 1]], .rank(expected: sequences, found: [5, 3, 1])),
    Refusal(
      WKV6(3), on: Array(repeating: [5, 4], count: 4),
      .indivisible(what: "its 4 features", count: 4, by: "heads", divisor: 3)),
    Refusal(
      WKV6(2), on: [[5, 4], [5, 4], [5, 2], [5, 4]],
      .conflict("`wkv6` cannot combine `v` of 5 x 2 with `r` of 5 x 4", help: "all must have the same shape")),
    Refusal(
      WKV7(0), on: Array(repeating: [5, 4], count: 6),
      .indivisible(what: "its 4 features", count: 4, by: "heads", divisor: 0)),
    Refusal(
      WKV7(2), on: [[5, 4], [5, 4], [5, 4], [5, 4], [5, 4], [6, 4]],
      .conflict("`wkv7` cannot combine `b` of 6 x 4 with `r` of 5 x 4", help: "all must have the same shape")),
  ]
}

extension ArgumentRefusal {
  static let wkv: [ArgumentRefusal] = [
    ArgumentRefusal("wkv6", [:], "heads"),
    ArgumentRefusal("wkv7", ["heads": 0], "heads"),
  ]
}

extension Giant {
  static let wkv: [Giant] = [
    Giant(
      WKV(), on: [[large, large], [large, large]], gives: [large, large], parameters: [large, large]),
    Giant(
      WKV6(1), on: Array(repeating: [large, large], count: 4), gives: [large, large], parameters: [large]),
    Giant(WKV7(large), on: Array(repeating: [large, large], count: 6), gives: [large, large]),
  ]
}
