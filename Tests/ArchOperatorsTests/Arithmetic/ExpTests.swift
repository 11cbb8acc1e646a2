import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision.
  static let exp: [Reference] = [
    Reference(
      Exp(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 162.9007389,
      entries: [1: 3.95507672, 23: 2.71828183]),
    Reference(
      Erf(), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 23.49754425,
      entries: [1: 0.948170073, 23: 0.842700793]),
    Reference(
      Log(), on: [[2, 3, 4]], plus: 1.5, gives: [2, 3, 4], checksum: 46.08819451,
      entries: [1: 1.05605267, 23: 0.916290732]),
  ]
}
