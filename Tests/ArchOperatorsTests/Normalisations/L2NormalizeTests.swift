import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let l2Normalize: [Reference] = [
    Reference(
      L2Normalize(), on: [[3, 2, 4]], gives: [3, 2, 4], checksum: 20.12239586,
      entries: [1: 0.883541262, 23: 0.808122036]),
    Reference(
      L2Normalize(axis: -1, epsilon: 2.5), on: [[3, 5]], gives: [3, 5], checksum: 11.43965639,
      entries: [1: 0.539968763, 14: -0.1]),
  ]
}

extension Refusal {
  static let l2Normalize: [Refusal] = [
    Refusal(L2Normalize(), on: [[]], .rank(expected: "a vector, a map or rows of features", found: [])),
    Refusal(
      L2Normalize(axis: 2), on: [[2, 3]],
      .range(
        what: "the axis", value: "2", allowed: "the input 2 x 3 has axes 0 to 1, or -2 to -1 from the end")
    ),
  ]
}

extension ArgumentRefusal {
  static let l2Normalize: [ArgumentRefusal] = [
    ArgumentRefusal("l2_normalize", positional: [nil, 2], "epsilon")
  ]
}

extension Giant {
  static let l2Normalize: [Giant] = [
    Giant(L2Normalize(axis: 2), on: [[2, 2, large]], gives: [2, 2, large])
  ]
}
