import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let instanceNorm: [Reference] = [
    Reference(
      InstanceNorm(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 1.554320807,
      entries: [1: 1.29470642, 23: 1.11284634]),
    Reference(
      InstanceNorm(scale: true, shift: true), on: [[3, 2, 2]], gives: [3, 2, 2], parameters: 6,
      checksum: 47.293126, entries: [1: 1.08874068, 11: 0.533702542]),
    Reference(
      InstanceNorm(epsilon: 0.1), on: [[2, 2, 2, 2]], gives: [2, 2, 2, 2], checksum: 5.511137292,
      entries: [1: 0.829862372, 15: -1.02542779]),
  ]
}

extension Refusal {
  static let instanceNorm: [Refusal] = [
    Refusal(
      InstanceNorm(), on: [[5]],
      .rank(expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: [5])),
    Refusal(
      InstanceNorm(), on: [[1, 2, 3, 4, 5]],
      .rank(
        expected: "channels and one to three spatial axes, such as 3 x 224 x 224", found: [1, 2, 3, 4, 5])),
  ]
}

extension ArgumentRefusal {
  static let instanceNorm: [ArgumentRefusal] = [
    ArgumentRefusal("instance_norm", positional: [-1, nil, nil], "epsilon")
  ]
}

extension Giant {
  static let instanceNorm: [Giant] = [
    Giant(InstanceNorm(), on: [[2, large, 2048]], gives: [2, large, 2048])
  ]
}
