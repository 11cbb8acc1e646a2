import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision.
  static let flip: [SequenceFact] = [
    SequenceFact(
      Flip([0]), on: [[5]], gives: [5], checksum: 8.125,
      entries: [1: 1.125, 4: -0.875]),
    SequenceFact(
      Flip([1]), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 37,
      entries: [1: 0.375, 23: -0.375]),
    SequenceFact(
      Flip([-1, 0]), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 36,
      entries: [1: -0.25, 23: 0.5]),
    SequenceFact(
      Flip([0, 1, 2]), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 25.125,
      entries: [1: 1.125, 23: -0.875]),
  ]
}

extension Refusal {
  static let flip: [Refusal] = [
    Refusal(Flip([-3, 0]), on: [[2, 3, 4]], twice("flip"))
  ]
}

extension ArgumentRefusal {
  static let flip: [ArgumentRefusal] = [
    ArgumentRefusal("flip", ["axis": [[0]]], "axis")
  ]
}

extension Giant {
  static let flip: [Giant] = [
    Giant(Flip([0, 1]), on: [[large, 2048]], gives: [large, 2048])
  ]
}
