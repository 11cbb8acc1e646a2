import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let affine: [Reference] = [
    Reference(
      Affine(factor: 2.5, offset: -0.75), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 10.625,
      entries: [1: 2.6875, 23: 1.75]),
    Reference(
      Affine(factor: -3), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: -93.75, entries: [1: -4.125, 23: -3]),
    Reference(
      Affine(offset: 0.5), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 76.25, entries: [1: 1.875, 23: 1.5]),
    Reference(
      Affine(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 31.25, entries: [1: 1.375, 23: 1]),
  ]
}

extension ArgumentRefusal {
  static let affine: [ArgumentRefusal] = [
    ArgumentRefusal("affine", positional: [true, nil], "factor")
  ]
}

extension Giant {
  static let affine: [Giant] = [
    Giant(Affine(offset: 1), on: [[large, 2048, 2048]], gives: [large, 2048, 2048])
  ]
}
