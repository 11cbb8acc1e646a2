import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let sign: [Reference] = [
    Reference(
      Abs(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 62.75, entries: [1: 1.375, 23: 1]),
    Reference(
      Sign(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 26, entries: [1: 1, 23: 1]),
  ]
}
