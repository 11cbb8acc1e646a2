import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let maxout: [Reference] = [
    Reference(
      Maxout(2), on: [[4, 3, 2]], gives: [2, 3, 2], checksum: 37.875, entries: [1: 1.375, 11: 1.0])
  ]
}

extension Refusal {
  static let maxout: [Refusal] = [
    Refusal(Maxout(2), on: [[]], .rank(expected: "channels", found: [])),
    Refusal(
      Maxout(2), on: [[5, 2]], .indivisible(what: "its 5 channels", count: 5, by: "pieces", divisor: 2)),
    Refusal(
      Maxout(0), on: [[5, 2]], .indivisible(what: "its 5 channels", count: 5, by: "pieces", divisor: 0)),
  ]
}

extension ArgumentRefusal {
  static let maxout: [ArgumentRefusal] = [
    ArgumentRefusal("maxout", positional: [0], "pieces")
  ]
}

extension Giant {
  static let maxout: [Giant] = [
    Giant(Maxout(large), on: [[large, 4, 4]], gives: [1, 4, 4])
  ]
}
