import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: `F.one_hot`.
  static let oneHot: [SequenceFact] = [
    SequenceFact(
      OneHot(4), on: [[6]], indices: [0: 4], gives: [6, 4], checksum: 17,
      entries: [1: 0, 23: 0]),
    SequenceFact(
      OneHot(3), on: [[2, 3]], indices: [0: 5], gives: [2, 3, 3], checksum: 16,
      entries: [1: 0, 17: 0]),
    SequenceFact(
      OneHot(5), on: [[2, 2, 3]], indices: [0: 5], gives: [2, 2, 3, 5], checksum: 42,
      entries: [1: 0, 59: 0]),
    SequenceFact(
      OneHot(11), on: [Shape([4], of: .token)], gives: [4, 11], checksum: 13,
      entries: [1: 0, 43: 0]),
  ]
}

extension Refusal {
  static let oneHot: [Refusal] = [
    Refusal(OneHot(3), on: [[2], [2]], .inputs(expected: "one input", found: 2)),
    Refusal(OneHot(3), on: [[]], .rank(expected: "indices, or tokens", found: [])),
  ]
}

extension ArgumentRefusal {
  static let oneHot: [ArgumentRefusal] = [
    ArgumentRefusal("one_hot", ["classes": 0], "classes")
  ]
}

extension Giant {
  static let oneHot: [Giant] = [
    Giant(OneHot(large), on: [[large]], gives: [large, large])
  ]
}
