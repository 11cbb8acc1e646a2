import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision; multiply-adds by FlopCounterMode.
  static let embedding: [SequenceFact] = [
    SequenceFact(
      Embedding(11, 4), on: [Shape([6], of: .token)], gives: [6, 4], parameters: 44,
      checksum: -2.25, entries: [1: 0.25, 23: 0.0625]),
    // Source: PyTorch 2.15.0, in double precision: `F.embedding`.
    SequenceFact(
      Embedding(11, 3), on: [Shape([2, 5], of: .token)], gives: [2, 5, 3], parameters: 33, checksum: 7.0625,
      entries: [1: 0.25, 29: 0.3125]),
    SequenceFact(
      Embedding(11, 3), on: [Shape([2, 2, 3], of: .token)], gives: [2, 2, 3, 3], parameters: 33,
      checksum: 5.875,
      entries: [1: 0.25, 35: -0.0625]),
  ]
}

extension Refusal {
  static let embedding: [Refusal] = [
    Refusal(
      Embedding(5, 4), on: [Shape([], of: .token)], .rank(expected: "tokens", found: Shape([], of: .token)))
  ]
}

extension ArgumentRefusal {
  static let embedding: [ArgumentRefusal] = [
    ArgumentRefusal("embedding", ["vocabulary": 0, "features": 4], "vocabulary"),
    ArgumentRefusal("embedding", ["vocabulary": 5, "features": 0], "features"),
    ArgumentRefusal("embedding", [:], "vocabulary"),
  ]
}

extension Giant {
  static let embedding: [Giant] = [
    Giant(
      Embedding(large, 1024), on: [Shape([large], of: .token)], gives: [large, 1024], parameters: [1 << 50]),
    Giant(Embedding(large, large), on: [words], gives: [3, large], parameters: [nil]),
    Giant(
      Embedding(2, 1024), on: [Shape([2, large], of: .token)], gives: [2, large, 1024], parameters: [2048]),
  ]
}
