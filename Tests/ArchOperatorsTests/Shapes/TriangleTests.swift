import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision.
  static let triangle: [SequenceFact] = [
    SequenceFact(
      Triangle(), on: [[4, 4]], gives: [4, 4], checksum: 10.625,
      entries: [1: 0, 15: -0.375]),
    SequenceFact(
      Triangle(isUpper: true), on: [[4, 4]], gives: [4, 4], checksum: 22.125,
      entries: [1: 1.375, 15: -0.375]),
    SequenceFact(
      Triangle(diagonal: 1), on: [[3, 5]], gives: [3, 5], checksum: 13.75,
      entries: [1: 1.375, 14: 0]),
    SequenceFact(
      Triangle(isUpper: true, diagonal: 1), on: [[3, 5]], gives: [3, 5], checksum: 17.625,
      entries: [1: 1.375, 14: -0.25]),
    SequenceFact(
      Triangle(diagonal: -1), on: [[5, 3]], gives: [5, 3], checksum: 12,
      entries: [1: 0, 14: -0.25]),
    SequenceFact(
      Triangle(isUpper: true, diagonal: -1), on: [[5, 3]], gives: [5, 3], checksum: 22.625,
      entries: [1: 1.375, 14: 0]),
    SequenceFact(
      Triangle(diagonal: -1), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 16.5,
      entries: [1: 0, 23: 0]),
    SequenceFact(
      Triangle(isUpper: true, diagonal: -1), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 20.625,
      entries: [1: 1.375, 23: 1]),
    SequenceFact(
      Triangle(diagonal: 2), on: [[2, 2, 4, 3]], gives: [2, 2, 4, 3], checksum: 69.25,
      entries: [1: 1.375, 47: 0.375]),
    SequenceFact(
      Triangle(isUpper: true, diagonal: 2), on: [[2, 2, 4, 3]], gives: [2, 2, 4, 3], checksum: 3.75,
      entries: [1: 0, 47: 0]),
    SequenceFact(
      Triangle(diagonal: -5), on: [[3, 4]], gives: [3, 4], checksum: 0,
      entries: [1: 0, 11: 0]),
    SequenceFact(
      Triangle(isUpper: true, diagonal: -5), on: [[3, 4]], gives: [3, 4], checksum: 30,
      entries: [1: 1.375, 11: 0.125]),
    SequenceFact(
      Triangle(diagonal: 7), on: [[3, 4]], gives: [3, 4], checksum: 30,
      entries: [1: 1.375, 11: 0.125]),
    SequenceFact(
      Triangle(isUpper: true, diagonal: 7), on: [[3, 4]], gives: [3, 4], checksum: 0,
      entries: [1: 0, 11: 0]),
  ]
}

extension Refusal {
  static let triangle: [Refusal] = [
    Refusal(Triangle(), on: [[5]], .rank(expected: "rows and columns", found: [5]))
  ]
}

extension ArgumentRefusal {
  static let triangle: [ArgumentRefusal] = [
    ArgumentRefusal("triangle", ["diagonal": 0.5], "diagonal")
  ]
}

extension Giant {
  static let triangle: [Giant] = [
    Giant(Triangle(diagonal: -large), on: [[large, large]], gives: [large, large]),
    Giant(Triangle(isUpper: true, diagonal: large), on: [[large, 4]], gives: [large, 4]),
    Giant(Triangle(), on: [[1 << 31, 1 << 31]], gives: [1 << 31, 1 << 31]),
  ]
}
