import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision; a gate of `multiply` is given the axes that it lacks.
  static let average: [Reference] = [
    Reference(
      Average(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 7.25, entries: [1: 0.875, 23: 0.0625]),
    Reference(
      Average(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 43.0625, entries: [1: 0.875, 23: 0.5625]),
    Reference(
      Average(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 46.125,
      entries: [1: 0.9375, 23: 0.25]),
    Reference(
      Average(), on: [[3, 1], [1, 5]], gives: [3, 5], checksum: 28.3125, entries: [1: -0.25, 14: 0.625]),
    Reference(
      Average(), on: [[1, 3, 1], [3, 4], [2, 1, 4]], gives: [2, 3, 4], checksum: 24,
      entries: [1: -0.375, 23: 0.458333333]),
    // Source: PyTorch 2.15.0, in double precision.
    Reference(
      Average(), on: [[2, 3, 4], [2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 25.16666667,
      entries: [1: 0.375, 23: 0.791666667]),
  ]
}

extension Refusal {
  static let average: [Refusal] = [
    Refusal(Average(), on: [[2], [2], [3]], .shapes([[2], [2], [3]], except: nil))
  ]
}

extension Giant {
  static let average: [Giant] = [
    Giant(Average(), on: [[large, 2048], [large, 2048]], gives: [large, 2048])
  ]
}
