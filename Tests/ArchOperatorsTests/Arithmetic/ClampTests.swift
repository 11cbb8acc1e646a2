import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let clamp: [Reference] = [
    Reference(
      Clamp(min: -0.5, max: 0.75), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 23,
      entries: [1: 0.75, 23: 0.75]),
    Reference(
      Clamp(min: 0.25), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 56.375, entries: [1: 1.375, 23: 1]),
    Reference(
      Clamp(max: 0.25), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: -2.625, entries: [1: 0.25, 23: 0.25]),
  ]
}

extension ArgumentRefusal {
  static let clamp: [ArgumentRefusal] = [
    ArgumentRefusal("clamp", positional: [nil, nil], "min"),
    ArgumentRefusal("clamp", positional: [1, 0.5], "max"),
    ArgumentRefusal("clamp", positional: ["low", nil], "min"),
  ]
}
