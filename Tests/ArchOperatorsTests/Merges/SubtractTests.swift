import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision; a gate of `multiply` is given the axes that it lacks.
  static let subtract: [Reference] = [
    Reference(
      Subtract(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 48, entries: [1: 1, 23: 1.875]),
    Reference(
      Subtract(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 37.375, entries: [1: 1, 23: 1.125]),
    Reference(
      Subtract(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 60.25,
      entries: [1: 0.875, 23: 0.75]),
    Reference(
      Subtract(), on: [[2, 3, 4], [2, 1, 1]], gives: [2, 3, 4], checksum: -7.875,
      entries: [1: 0.875, 23: 0.625]),
    Reference(
      AbsDifference(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 84.75, entries: [1: 1, 23: 1.875]),
    Reference(
      AbsDifference(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 105.375, entries: [1: 1, 23: 1.125]),
    Reference(
      AbsDifference(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 80,
      entries: [1: 0.875, 23: 0.75]),
    Reference(
      AbsDifference(), on: [[3, 1], [1, 5]], gives: [3, 5], checksum: 58.125, entries: [1: 1.25, 14: 1.25]),
    // Source: PyTorch 2.15.0, in double precision.
    Reference(
      Subtract(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 6.875, entries: [1: 1.0, 23: 1.0]),
    Reference(
      AbsDifference(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 103.125,
      entries: [1: 1.0, 23: 1.0]),
  ]
}

extension Refusal {
  static let subtract: [Refusal] = [
    Refusal(Subtract(), on: [[2, 3], [3, 2]], .shapes([[2, 3], [3, 2]], except: nil)),
    Refusal(AbsDifference(), on: [[2], [2, 1]], .alignment([2], with: [2, 1], fitsLast: true)),
  ]
}

extension Giant {
  static let subtract: [Giant] = [
    Giant(Subtract(), on: [[large, 2048], [large, 2048]], gives: [large, 2048]),
    Giant(AbsDifference(), on: [[large, 2048], [large, 2048]], gives: [large, 2048]),
  ]
}
