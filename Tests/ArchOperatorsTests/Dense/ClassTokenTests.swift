import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision; multiply-adds by FlopCounterMode.
  static let classToken: [SequenceFact] = [
    SequenceFact(
      ClassToken(), on: [[4, 6]], gives: [5, 6], parameters: 6,
      checksum: 28.4375, entries: [1: 0.25, 29: 1]),
    SequenceFact(
      ClassToken(2), on: [[4, 6]], gives: [6, 6], parameters: 12,
      checksum: 36.75, entries: [1: 0.25, 35: 1]),
  ]
}

extension Refusal {
  static let classToken: [Refusal] = [
    Refusal(ClassToken(), on: [[5]], .rank(expected: "rows of features, such as 196 x 768", found: [5])),
    Refusal(
      ClassToken(), on: [[2, 3, 4]], .rank(expected: "rows of features, such as 196 x 768", found: [2, 3, 4])),
    Refusal(ClassToken(.max), on: [[2, 3]], .tooLarge([])),
  ]
}

extension ArgumentRefusal {
  static let classToken: [ArgumentRefusal] = [
    ArgumentRefusal("class_token", ["tokens": 0], "tokens")
  ]
}

extension Giant {
  static let classToken: [Giant] = [
    Giant(ClassToken(large), on: [[large, 2048]], gives: [2 * large, 2048], parameters: [1 << 51])
  ]
}
