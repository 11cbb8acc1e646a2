import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let permute: [Reference] = [
    Reference(
      Permute([2, 0, 1]), on: [[2, 3, 4]], gives: [4, 2, 3], checksum: 48.875, entries: [1: 1.0, 23: 1.0]),
    Reference(
      Permute([1, 0]), on: [[3, 5]], gives: [5, 3], checksum: 34.125, entries: [1: 0.875, 14: -0.25]),
  ]
}

extension Refusal {
  static let permute: [Refusal] = [
    Refusal(
      Permute([0, 1, 1]), on: [[2, 3, 4]],
      .range(
        what: "the order", value: "[0, 1, 1]",
        allowed: "the input 2 x 3 x 4 has axes 0 to 2, each of which must occur once")),
    Refusal(
      Permute([1, 0]), on: [[2, 3, 4]],
      .range(
        what: "the order", value: "[1, 0]",
        allowed: "the input 2 x 3 x 4 has axes 0 to 2, each of which must occur once")),
  ]
}

extension ArgumentRefusal {
  static let permute: [ArgumentRefusal] = [
    ArgumentRefusal("permute", positional: [[0, -1]], "axes")
  ]
}

extension Giant {
  static let permute: [Giant] = [
    Giant(Permute([2, 0, 1]), on: [[large, 2, 3]], gives: [3, large, 2])
  ]
}
