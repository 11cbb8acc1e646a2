import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let reLU: [Reference] = [
    Reference(
      Threshold(0.25, -2), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: -42.625, entries: [1: 1.375, 23: 1]),
    Reference(
      Threshold(-0.5, 20), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 425.125, entries: [1: 1.375, 23: 1]),
    Reference(ReLU(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 47.0, entries: [2: 1.25, 23: 1.0]),
    Reference(
      LeakyReLU(0.1), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 45.425, entries: [1: 1.375, 23: 1.0]),
    Reference(
      ReLU6(), on: [[3, 3, 3]], times: 6, gives: [3, 3, 3], checksum: 317.25, entries: [2: 6.0, 26: 3.75]),
  ]
}

extension ArgumentRefusal {
  static let reLU: [ArgumentRefusal] = [
    ArgumentRefusal("threshold", positional: [1, nil], "value")
  ]
}

extension Giant {
  static let reLU: [Giant] = [
    Giant(ReLU6(), on: [[large, 2048, 2048]], gives: [large, 2048, 2048])
  ]
}
