import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: NumPy 2.4.6, in double precision, in another form than the definition: sums over all pairs of tokens (the attention form of Dao and Gu 2024).
  // The multiply-adds are those of the recurrence in its paper.
  static let mamba2Scan: [SequenceFact] = [
    SequenceFact(
      Mamba2Scan(2, state: 4), on: [[5, 6], [5, 2], [5, 4], [5, 4]], gives: [5, 6], parameters: 6,
      multiplyAdds: 120,
      checksum: -52.41308091, entries: [1: -3.13499079, 29: -0.349086171]),
    SequenceFact(
      Mamba2Scan(4, state: 2), on: [[4, 8], [4, 4], [4, 4], [4, 4]], gives: [4, 8], parameters: 12,
      multiplyAdds: 64,
      checksum: -24.11327571, entries: [1: -1.61046415, 31: -0.0475934572]),
    SequenceFact(
      Mamba2Scan(3, state: 2, skip: false), on: [[3, 3], [3, 3], [3, 6], [3, 6]], gives: [3, 3],
      parameters: 6, multiplyAdds: 18,
      checksum: -9.834165865, entries: [1: -0.86372637, 8: 1.44337586]),
    SequenceFact(
      Mamba2Scan(1, state: 3), on: [[1, 4], [1, 1], [1, 3], [1, 3]], gives: [1, 4], parameters: 3,
      multiplyAdds: 12,
      checksum: -17.66545503, entries: [1: -2.39901241, 3: -1.96282834]),
  ]
}

extension Refusal {
  static let mamba2Scan: [Refusal] = [
    Refusal(
      Mamba2Scan(2, state: 3), on: [[5, 5], [5, 2], [5, 3], [5, 3]],
      .indivisible(what: "its 5 features", count: 5, by: "heads", divisor: 2)),
    Refusal(
      Mamba2Scan(0, state: 3), on: [[5, 5], [5, 2], [5, 3], [5, 3]],
      .indivisible(what: "its 5 features", count: 5, by: "heads", divisor: 0)),
    Refusal(
      Mamba2Scan(2, state: 3), on: [[5, 6], [5, 6], [5, 3], [5, 3]],
      .conflict(
        "`mamba2_scan` cannot combine `dt` of 5 x 6 with `x` of 5 x 6",
        help: "each token needs a step for each head: 5 x 2")),
    Refusal(
      Mamba2Scan(2, state: 3), on: [[5, 6], [5, 2], [5, 4], [5, 4]],
      .conflict(
        "`mamba2_scan` cannot split `b` of 5 x 4 into groups",
        help: "its last axis is that of the groups, each with a state of 3")),
    Refusal(
      Mamba2Scan(2, state: 0), on: [[5, 6], [5, 2], [5, 4], [5, 4]],
      .conflict(
        "`mamba2_scan` cannot split `b` of 5 x 4 into groups",
        help: "its last axis is that of the groups, each with a state of 0")),
    Refusal(
      Mamba2Scan(2, state: 1), on: [[5, 6], [5, 2], [5, 3], [5, 3]],
      .indivisible(what: "its 2 heads", count: 2, by: "groups", divisor: 3)),
    Refusal(
      Mamba2Scan(2, state: 3), on: [[5, 6], [5, 2], [4, 3], [5, 3]],
      .conflict(
        "`mamba2_scan` cannot combine `b` of 4 x 3 with `x` of 5 x 6",
        help: "they must be sequences of the same length, and `x` has 5 tokens")),
    Refusal(
      Mamba2Scan(2, state: 3), on: [[5, 6], [5, 2], [5, 3], [5, 6]],
      .conflict(
        "`mamba2_scan` cannot combine `c` of 5 x 6 with `x` of 5 x 6",
        help: "`c` must have the shape of `b`: 5 x 3")),
  ]
}

extension ArgumentRefusal {
  static let mamba2Scan: [ArgumentRefusal] = [
    ArgumentRefusal("mamba2_scan", ["state": 3], "heads"),
    ArgumentRefusal("mamba2_scan", ["heads": 2], "state"),
    ArgumentRefusal("mamba2_scan", ["heads": 0, "state": 3], "heads"),
    ArgumentRefusal("mamba2_scan", ["heads": 2, "state": 0], "state"),
    ArgumentRefusal("mamba2_scan", ["heads": 2, "state": 3, "skip": 1], "skip"),
  ]
}

extension Giant {
  static let mamba2Scan: [Giant] = [
    Giant(
      Mamba2Scan(large, state: large), on: [[3, large], [3, large], [3, large], [3, large]],
      gives: [3, large], parameters: [large, large, large])
  ]
}
