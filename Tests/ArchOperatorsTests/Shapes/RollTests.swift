import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision.
  static let roll: [SequenceFact] = [
    SequenceFact(
      Roll([1], axes: [1]), on: [[2, 4, 3]], gives: [2, 4, 3], checksum: 37.375,
      entries: [1: 0.25, 23: 1.375]),
    SequenceFact(
      Roll([-2], axes: [-1]), on: [[2, 3, 5]], gives: [2, 3, 5], checksum: 37.625,
      entries: [1: 1.125, 29: 0.625]),
    SequenceFact(
      Roll([1, -1], axes: [1, 2]), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 43.625,
      entries: [1: 0.25, 23: -0.5]),
    SequenceFact(
      Roll([2, 1, -5], axes: [0, -1, 1]), on: [[3, 4, 5]], gives: [3, 4, 5], checksum: 55.25,
      entries: [1: 0.75, 59: 1.125]),
    SequenceFact(
      Roll([9], axes: [0]), on: [[4, 2]], gives: [4, 2], checksum: 25.75,
      entries: [1: 0.625, 7: 0.875]),
    SequenceFact(
      Roll([2], axes: [1, 2]), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 30.5,
      entries: [1: 0.625, 23: -0.125]),
  ]
}

extension Refusal {
  static let roll: [Refusal] = [
    Refusal(Roll([1], axes: [-4]), on: [[2, 3, 4]], noAxis(-4)),
    Refusal(Roll([1], axes: [0, -3]), on: [[2, 3, 4]], twice("roll")),
    Refusal(
      Roll([1, 2], axes: [0, 1, 2]), on: [[2, 3, 4]],
      .conflict("`roll` has 2 shifts for 3 axes", help: "give one for all axes, or one per axis")),
  ]
}

extension ArgumentRefusal {
  static let roll: [ArgumentRefusal] = [
    ArgumentRefusal("roll", ["shift": 1], "axis"),
    ArgumentRefusal("roll", ["shift": [0.5], "axis": 0], "shift"),
    ArgumentRefusal("roll", ["shift": 1, "axis": [2, 2]], "axis"),
  ]
}

extension Giant {
  static let roll: [Giant] = [
    Giant(Roll([large, -large], axes: [0, 1]), on: [[large, 2048]], gives: [large, 2048])
  ]
}
