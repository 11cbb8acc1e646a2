import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision; a gate of `multiply` is given the axes that it lacks.
  static let comparing: [Reference] = [
    Reference(
      Greater(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 55, entries: [1: 1, 23: 1]),
    Reference(
      Greater(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 55, entries: [1: 1, 23: 1]),
    Reference(
      Greater(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 66, entries: [1: 1, 23: 1]),
    Reference(
      Greater(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 82, entries: [1: 1, 23: 1]),
    Reference(
      Greater(), on: [[2, 3, 4], [2, 1, 1]], gives: [2, 3, 4], checksum: 41, entries: [1: 1, 23: 1]),
    Reference(
      GreaterOrEqual(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 55, entries: [1: 1, 23: 1]),
    Reference(
      GreaterOrEqual(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 55, entries: [1: 1, 23: 1]),
    Reference(
      GreaterOrEqual(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 66, entries: [1: 1, 23: 1]),
    Reference(
      GreaterOrEqual(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 82, entries: [1: 1, 23: 1]),
    Reference(
      GreaterOrEqual(), on: [[3, 1], [1, 5]], gives: [3, 5], checksum: 42, entries: [1: 0, 14: 1]),
    Reference(
      Less(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 35, entries: [1: 0, 23: 0]),
    Reference(
      Less(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 35, entries: [1: 0, 23: 0]),
    Reference(
      Less(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 24, entries: [1: 0, 23: 0]),
    Reference(
      Less(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 8, entries: [1: 0, 23: 0]),
    Reference(
      Less(), on: [[2, 3, 4], []], gives: [2, 3, 4], checksum: 47, entries: [1: 0, 23: 0]),
    Reference(
      LessOrEqual(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 35, entries: [1: 0, 23: 0]),
    Reference(
      LessOrEqual(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 35, entries: [1: 0, 23: 0]),
    Reference(
      LessOrEqual(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 24, entries: [1: 0, 23: 0]),
    Reference(
      LessOrEqual(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 8, entries: [1: 0, 23: 0]),
    Reference(
      LessOrEqual(), on: [[2, 3, 4], [2, 1, 1]], gives: [2, 3, 4], checksum: 49, entries: [1: 0, 23: 0]),
    Reference(
      Equal(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 0, entries: [1: 0, 23: 0]),
    Reference(
      Equal(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 0, entries: [1: 0, 23: 0]),
    Reference(
      Equal(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 0, entries: [1: 0, 23: 0]),
    Reference(
      Equal(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 0, entries: [1: 0, 23: 0]),
    Reference(
      Equal(), on: [[3, 1], [1, 5]], gives: [3, 5], checksum: 0, entries: [1: 0, 14: 0]),
  ]
}

extension Refusal {
  static let comparing: [Refusal] = [
    Refusal(Less(), on: [[4, 4], [4]], .alignment([4], with: [4, 4], fitsLast: true)),
    Refusal(Equal(), on: [[2, 3], [3, 2]], .shapes([[2, 3], [3, 2]], except: nil)),
  ]
}

extension Giant {
  static let comparing: [Giant] = [
    Giant(Less(), on: [[2048], [large, 2048]], gives: [large, 2048])
  ]
}
