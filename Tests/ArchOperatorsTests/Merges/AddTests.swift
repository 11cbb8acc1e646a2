import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision; a gate of `multiply` is given the axes that it lacks.
  static let add: [Reference] = [
    Reference(
      Add(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 14.5, entries: [1: 1.75, 23: 0.125]),
    Reference(
      Add(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 86.125, entries: [1: 1.75, 23: 1.125]),
    Reference(
      Add(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 92.25, entries: [1: 1.875, 23: 0.5]),
    Reference(
      Add(), on: [[2, 3, 4], []], gives: [2, 3, 4], checksum: 76.25, entries: [1: 1.875, 23: 1.5]),
    Reference(
      Add(), on: [[1, 3, 1], [3, 4], [2, 1, 4]], gives: [2, 3, 4], checksum: 72,
      entries: [1: -1.125, 23: 1.375]),
    // Source: PyTorch 2.15.0, in double precision.
    Reference(
      Add(), on: [[2, 3, 4], [2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 75.5,
      entries: [1: 1.125, 23: 2.375]),
  ]
}

extension Refusal {
  static let add: [Refusal] = [
    Refusal(Add(), on: [[2, 3, 4], [2]], .alignment([2], with: [2, 3, 4], fitsLast: false)),
    Refusal(Add(), on: [[6], [6, 6]], .alignment([6], with: [6, 6], fitsLast: true)),
    Refusal(Add(), on: [[6], [6, 1, 1]], .alignment([6], with: [6, 1, 1], fitsLast: true)),
    Refusal(Add(), on: [[2, 4, 4], [1, 4]], .alignment([1, 4], with: [2, 4, 4], fitsLast: true)),
    Refusal(Add(), on: [[2, 4], [4], [2, 3]], .shapes([[2, 4], [4], [2, 3]], except: nil)),
    Refusal(Add(), on: [[2, 1], [3], [4]], .shapes([[2, 1], [3], [4]], except: nil)),
  ]
}

extension Giant {
  static let add: [Giant] = [
    Giant(Add(), on: [[1, large, 1], [large]], gives: [1, large, large]),
    Giant(Add(), on: [[large, 1, 2048], [large, 2048, 1]], gives: [large, 2048, 2048]),
  ]
}
