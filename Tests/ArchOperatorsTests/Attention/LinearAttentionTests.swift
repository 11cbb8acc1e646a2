import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: NumPy 2.4.6, in double precision, in another form than the definition: a product with the whole matrix of its weights.
  // The multiply-adds are those of the recurrence in its paper.
  static let linearAttention: [SequenceFact] = [
    SequenceFact(
      LinearAttention(2), on: [[4, 6], [4, 6], [4, 6]], gives: [4, 6], parameters: 0, multiplyAdds: 168,
      checksum: 6.530878656, entries: [1: -0.0616722338, 23: 0.574357484]),
    SequenceFact(
      LinearAttention(2), on: [[3, 4], [5, 4], [5, 8]], gives: [3, 8], parameters: 0, multiplyAdds: 140,
      checksum: 27.2032228, entries: [1: 0.354932073, 23: 0.266526081]),
    SequenceFact(
      LinearAttention(2, causal: true), on: [[5, 6], [5, 6], [5, 4]], gives: [5, 4], parameters: 0,
      multiplyAdds: 150,
      checksum: 5.419258523, entries: [1: -0.624999907, 19: 0.052527606]),
    SequenceFact(
      LinearAttention(1, feature: .relu, epsilon: 0.5), on: [[4, 3], [3, 3], [3, 2]], gives: [4, 2],
      parameters: 0, multiplyAdds: 54,
      checksum: -10.04035689, entries: [1: -0.389705882, 7: -0.275]),
    SequenceFact(
      LinearAttention(2, feature: .none, normalize: false), on: [[5, 6], [4, 6], [4, 4]], gives: [5, 4],
      parameters: 0, multiplyAdds: 108,
      checksum: 0.3671875, entries: [1: 0.197265625, 19: -0.33203125]),
    SequenceFact(
      LinearAttention(1, causal: true, feature: .relu, normalize: false), on: [[4, 3], [4, 3], [4, 2]],
      gives: [4, 2], parameters: 0, multiplyAdds: 48,
      checksum: -13.89257812, entries: [1: -0.517578125, 7: -0.236328125]),
  ]
}

extension Refusal {
  static let linearAttention: [Refusal] = [
    Refusal(
      LinearAttention(3), on: [[5, 4], [5, 4], [5, 6]],
      .indivisible(what: "its 4 features", count: 4, by: "heads", divisor: 3)),
    Refusal(
      LinearAttention(2), on: [[5, 4], [5, 4], [5, 3]],
      .indivisible(what: "the 3 features of its values", count: 3, by: "heads", divisor: 2)),
    Refusal(
      LinearAttention(0), on: [[5, 4], [5, 4], [5, 4]],
      .indivisible(what: "its 4 features", count: 4, by: "heads", divisor: 0)),
    Refusal(
      LinearAttention(2), on: [[5, 4], [6, 2], [6, 4]],
      .conflict(
        "`linear_attention` cannot combine `k` of 6 x 2 with `q` of 5 x 4",
        help: "a key must have as many features as a query: 4")),
    Refusal(
      LinearAttention(2, causal: true), on: [[5, 4], [6, 4], [6, 4]],
      .conflict(
        "`linear_attention` cannot combine `k` of 6 x 4 with `q` of 5 x 4",
        help: "with `causal` it must have the shape of `q`: 5 x 4")),
    Refusal(
      LinearAttention(2), on: [[5, 4], [6, 4], [5, 4]],
      .conflict(
        "`linear_attention` cannot combine `v` of 5 x 4 with `q` of 5 x 4",
        help: "each of the 6 keys needs a value")),
  ]
}

extension ArgumentRefusal {
  static let linearAttention: [ArgumentRefusal] = [
    ArgumentRefusal("linear_attention", [:], "heads"),
    ArgumentRefusal("linear_attention", ["heads": 0], "heads"),
    ArgumentRefusal("linear_attention", ["heads": 2, "causal": 1], "causal"),
    ArgumentRefusal("linear_attention", ["heads": 2, "feature": "softmax"], "feature"),
    ArgumentRefusal("linear_attention", ["heads": 2, "normalize": 1], "normalize"),
    ArgumentRefusal("linear_attention", ["heads": 2, "epsilon": -1], "epsilon"),
  ]
}

extension Giant {
  static let linearAttention: [Giant] = [
    Giant(
      LinearAttention(large), on: [[large, large], [large, large], [large, large]], gives: [large, large])
  ]
}
