import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision; a gate of `multiply` is given the axes that it lacks.
  static let `where`: [Reference] = [
    Reference(
      Where(), on: [[2, 3, 4], [2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 18.375,
      entries: [1: 0.375, 23: 0]),
    Reference(
      Where(), on: [[3, 4], [2, 3, 4], [1]], gives: [2, 3, 4], checksum: 24.375, entries: [1: 0.375, 23: 0]),
    Reference(
      Where(), on: [[2, 3, 4], [1, 3, 1], [4]], gives: [2, 3, 4], checksum: 27.625,
      entries: [1: 0.5, 23: 0.25]),
    Reference(
      Where(), on: [[3, 1], [1, 8], []], gives: [3, 8], checksum: 4.75, entries: [1: 0.375, 23: -0.375]),
  ]
}

extension Refusal {
  static let `where`: [Refusal] = [
    Refusal(Where(), on: [[2], [2, 3], [2, 3]], .alignment([2], with: [2, 3], fitsLast: false)),
    Refusal(Where(), on: [[2, 3], [2, 3], [2, 4]], .shapes([[2, 3], [2, 3], [2, 4]], except: nil)),
  ]
}

extension Giant {
  static let `where`: [Giant] = [
    Giant(Where(), on: [[large, 1], [1, 2048], [1]], gives: [large, 2048])
  ]
}
