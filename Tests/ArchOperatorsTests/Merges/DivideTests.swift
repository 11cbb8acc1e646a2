import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision; a gate of `multiply` is given the axes that it lacks.
  static let divide: [Reference] = [
    Reference(
      Divide(), on: [[2, 3, 4], [2, 3, 4]], plus: 0.0625, gives: [2, 3, 4], checksum: 69.86236968,
      entries: [1: 3.28571429, 23: 17]),
    Reference(
      Divide(), on: [[2, 3, 4], [3, 4]], plus: 0.0625, gives: [2, 3, 4], checksum: 9.605905206,
      entries: [1: 3.28571429, 23: -1.30769231]),
    Reference(
      Divide(), on: [[4], [2, 3, 4]], plus: 0.0625, gives: [2, 3, 4], checksum: -134.7311556,
      entries: [1: 3.28571429, 23: 19]),
    Reference(
      Divide(), on: [[2, 1, 4], [2, 3, 1]], plus: 0.0625, gives: [2, 3, 4], checksum: 227.3206349,
      entries: [1: 2.55555556, 23: -11]),
    Reference(
      Divide(), on: [[3, 1], [1, 5]], plus: 0.0625, gives: [3, 5], checksum: 151.5079365,
      entries: [1: -1.85714286, 14: 21]),
  ]
}

extension Refusal {
  static let divide: [Refusal] = [
    Refusal(Divide(), on: [[2, 3, 4], [2]], .alignment([2], with: [2, 3, 4], fitsLast: false))
  ]
}
