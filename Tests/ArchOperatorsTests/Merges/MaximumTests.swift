import ArchGraph
import ArchOperators

extension Reference {
  // Source: PyTorch 2.15.0, in double precision; a gate of `multiply` is given the axes that it lacks.
  static let maximum: [Reference] = [
    Reference(
      Maximum(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: 49.625, entries: [1: 1.375, 23: 1]),
    Reference(
      Maximum(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: 95.75, entries: [1: 1.375, 23: 1.125]),
    Reference(
      Maximum(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 86.125,
      entries: [1: 1.375, 23: 0.625]),
    Reference(
      Maximum(), on: [[2, 3, 4], []], gives: [2, 3, 4], checksum: 67.75, entries: [1: 1.375, 23: 1]),
    Reference(
      Minimum(), on: [[2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: -23.75, entries: [1: 0.375, 23: 0]),
    Reference(
      Minimum(), on: [[2, 3, 4], [3, 4]], gives: [2, 3, 4], checksum: -35.125,
      entries: [1: 0.375, 23: -0.875]),
    Reference(
      Minimum(), on: [[4], [2, 3, 4]], gives: [2, 3, 4], checksum: -9.625, entries: [1: 0.375, 23: 0]),
    Reference(
      Minimum(), on: [[2, 1, 4], [2, 3, 1]], gives: [2, 3, 4], checksum: 6.125, entries: [1: 0.5, 23: -0.125]),
    Reference(
      Minimum(), on: [[2, 3, 4], [2, 1, 1]], gives: [2, 3, 4], checksum: 6.875, entries: [1: 0.5, 23: 0.375]),
    Reference(
      Maximum(), on: [[1, 3, 1], [3, 4], [2, 1, 4]], gives: [2, 3, 4], checksum: 108.125,
      entries: [1: 0.375, 23: 1.25]),
    Reference(
      Minimum(), on: [[1, 3, 1], [3, 4], [2, 1, 4]], gives: [2, 3, 4], checksum: -57.625,
      entries: [1: -0.875, 23: -0.875]),
    // Source: PyTorch 2.15.0, in double precision.
    Reference(
      Maximum(), on: [[2, 3, 4], [2, 3, 4], [2, 3, 4]], gives: [2, 3, 4], checksum: 92.875,
      entries: [1: 1.375, 23: 1.375]),
  ]
}

extension Refusal {
  static let maximum: [Refusal] = [
    Refusal(Minimum(), on: [[2], [2], [3]], .shapes([[2], [2], [3]], except: nil)),
    Refusal(Maximum(), on: [[2], [2], [3]], .shapes([[2], [2], [3]], except: nil)),
  ]
}

extension Giant {
  static let maximum: [Giant] = [
    Giant(Maximum(), on: [[large, 2048], [large, 2048]], gives: [large, 2048])
  ]
}
