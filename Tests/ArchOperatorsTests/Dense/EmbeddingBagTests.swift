import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: `F.embedding_bag`.
  static let embeddingBag: [SequenceFact] = [
    SequenceFact(
      EmbeddingBag(11, 4, mode: .mean), on: [Shape([3, 4], of: .token)], gives: [3, 4], parameters: 44,
      checksum: 0.203125,
      entries: [1: -0.09375, 11: 0.015625]),
    SequenceFact(
      EmbeddingBag(11, 4, mode: .mean), on: [Shape([5, 1], of: .token)], gives: [5, 4], parameters: 44,
      checksum: -2.375,
      entries: [1: 0.25, 19: -0.25]),
    SequenceFact(
      EmbeddingBag(11, 4, mode: .sum), on: [Shape([3, 4], of: .token)], gives: [3, 4], parameters: 44,
      checksum: 0.8125,
      entries: [1: -0.375, 11: 0.0625]),
    SequenceFact(
      EmbeddingBag(11, 4, mode: .sum), on: [Shape([5, 1], of: .token)], gives: [5, 4], parameters: 44,
      checksum: -2.375,
      entries: [1: 0.25, 19: -0.25]),
  ]
}

extension Refusal {
  static let embeddingBag: [Refusal] = [
    Refusal(EmbeddingBag(5, 4), on: [words], .rank(expected: "bags of tokens, such as 8 x 20", found: words)),
    Refusal(EmbeddingBag(5, 4), on: [[2, 3]], .element(expected: .token, found: [2, 3])),
  ]
}

extension ArgumentRefusal {
  static let embeddingBag: [ArgumentRefusal] = [
    ArgumentRefusal("embedding_bag", ["vocabulary": 0, "features": 2], "vocabulary"),
    ArgumentRefusal("embedding_bag", ["vocabulary": 2, "features": 2, "mode": "max"], "mode"),
  ]
}

extension Giant {
  static let embeddingBag: [Giant] = [
    Giant(
      EmbeddingBag(large, 1024), on: [Shape([2, large], of: .token)], gives: [2, 1024], parameters: [1 << 50])
  ]
}
