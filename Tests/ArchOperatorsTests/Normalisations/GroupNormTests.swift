import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let groupNorm: [Reference] = [
    Reference(
      GroupNorm(2), on: [[4, 2, 3]], gives: [4, 2, 3], parameters: 8, checksum: 85.06579194,
      entries: [1: 1.1618383, 23: 1.66731738]),
    Reference(
      GroupNorm(1, epsilon: 0.01), on: [[3, 2, 2]], gives: [3, 2, 2], parameters: 6, checksum: 48.1941197,
      entries: [1: 1.15954455, 11: 1.05323628]),
    Reference(
      GroupNorm(3, scale: false, shift: false), on: [[3, 4]], gives: [3, 4], checksum: 3.624860556,
      entries: [1: 0.70992542, 11: -1.34129746]),
  ]
}

extension Refusal {
  static let groupNorm: [Refusal] = [
    Refusal(GroupNorm(2), on: [[]], .rank(expected: "channels", found: [])),
    Refusal(
      GroupNorm(3), on: [[4, 2, 2]], .indivisible(what: "its 4 channels", count: 4, by: "groups", divisor: 3)),
    Refusal(
      GroupNorm(0), on: [[4, 2, 2]], .indivisible(what: "its 4 channels", count: 4, by: "groups", divisor: 0)),
  ]
}

extension ArgumentRefusal {
  static let groupNorm: [ArgumentRefusal] = [
    ArgumentRefusal("group_norm", positional: [0, nil, nil, nil], "groups")
  ]
}

extension Giant {
  static let groupNorm: [Giant] = [
    Giant(
      GroupNorm(large), on: [[large, 2048, 2048]], gives: [large, 2048, 2048], parameters: [large, large])
  ]
}
