import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let shrink: [Reference] = [
    Reference(
      HardShrink(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 30.875, entries: [1: 1.375, 23: 1]),
    Reference(
      HardShrink(0.25), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 30.75, entries: [1: 1.375, 23: 1]),
    Reference(
      SoftShrink(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 18.375, entries: [1: 0.875, 23: 0.5]),
    Reference(
      SoftShrink(0.25), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 24.5, entries: [1: 1.125, 23: 0.75]),
  ]
}

extension ArgumentRefusal {
  static let shrink: [ArgumentRefusal] = [
    ArgumentRefusal("hard_shrink", positional: [-0.5], "lambda"),
    ArgumentRefusal("soft_shrink", positional: [-0.5], "lambda"),
  ]
}
