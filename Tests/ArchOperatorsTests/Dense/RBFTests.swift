import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let rbf: [Reference] = [
    Reference(RBF(3), on: [[5]], gives: [3], buffers: 15, checksum: 22.890625, entries: [1: 6.0, 2: 2.8125]),
    Reference(
      RBF(2), on: [[3, 4]], gives: [3, 2], buffers: 8, checksum: 89.09375, entries: [1: 8.96875, 5: 6.796875]),
  ]
}

extension Refusal {
  static let rbf: [Refusal] = [
    Refusal(RBF(2), on: [[]], .rank(expected: "a vector, or rows of features", found: []))
  ]
}

extension ArgumentRefusal {
  static let rbf: [ArgumentRefusal] = [
    ArgumentRefusal("rbf", positional: [0], "units")
  ]
}

extension Giant {
  static let rbf: [Giant] = [
    Giant(RBF(large), on: [[2048, large]], gives: [2048, large], parameters: [nil])
  ]
}
