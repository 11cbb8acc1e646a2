import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision.
  static let norm: [SequenceFact] = [
    SequenceFact(
      Norm([0]), on: [[3, 4, 5]], gives: [4, 5], checksum: 85.26160483,
      entries: [1: 2.1722684, 19: 2.053959591]),
    SequenceFact(
      Norm([1], keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 87.107125,
      entries: [1: 1.648863245, 14: 1.54616461]),
    SequenceFact(
      Norm([-1]), on: [[3, 4, 5]], gives: [3, 4], checksum: 59.07928374,
      entries: [1: 1.452368755, 11: 2.274175675]),
    SequenceFact(
      Norm([1, 2]), on: [[3, 4, 5]], gives: [3], checksum: 20.46142301,
      entries: [1: 3.461845606, 2: 3.414125071]),
    SequenceFact(
      Norm([0, -1], keepsDimensions: true), on: [[3, 4, 5]], gives: [1, 4, 1], checksum: 24.57275108,
      entries: [1: 2.091650066, 3: 3.337757481]),
    SequenceFact(
      Norm([0, 1, 2]), on: [[2, 3, 4]], gives: [1], checksum: 4.071624369,
      entries: [0: 4.071624369]),
    SequenceFact(
      Norm([-2], keepsDimensions: true), on: [[4, 6]], gives: [1, 6], checksum: 34.62057345,
      entries: [1: 1.75, 5: 1.473728265]),
    SequenceFact(
      Norm([0], power: 1), on: [[3, 4, 5]], gives: [4, 5], checksum: 143.875,
      entries: [1: 3.75, 19: 3.5]),
    SequenceFact(
      Norm([1], power: 1, keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 148.25,
      entries: [1: 2.75, 14: 2.625]),
    SequenceFact(
      Norm([1, 2], power: 1), on: [[3, 4, 5]], gives: [3], checksum: 77.875,
      entries: [1: 13.125, 2: 13]),
    SequenceFact(
      Norm([0, 1, 2], power: 1), on: [[2, 3, 4]], gives: [1], checksum: 17.375,
      entries: [0: 17.375]),
    SequenceFact(
      Norm([0], power: 3), on: [[3, 4, 5]], gives: [4, 5], checksum: 72.39382098,
      entries: [1: 1.814751463, 19: 1.734990684]),
    SequenceFact(
      Norm([1], power: 3, keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 76.1722004,
      entries: [1: 1.465654792, 14: 1.357562156]),
    SequenceFact(
      Norm([1, 2], power: 3), on: [[3, 4, 5]], gives: [3], checksum: 13.72967661,
      entries: [1: 2.329344979, 2: 2.288931539]),
    SequenceFact(
      Norm([0, 1, 2], power: 3), on: [[2, 3, 4]], gives: [1], checksum: 2.605390536,
      entries: [0: 2.605390536]),
    SequenceFact(
      Norm([0], power: .infinity), on: [[3, 4, 5]], gives: [4, 5], checksum: 59,
      entries: [1: 1.375, 19: 1.375]),
    SequenceFact(
      Norm([1], power: .infinity, keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 68.625,
      entries: [1: 1.375, 14: 1.25]),
    SequenceFact(
      Norm([1, 2], power: .infinity), on: [[3, 4, 5]], gives: [3], checksum: 8.25,
      entries: [1: 1.375, 2: 1.375]),
    SequenceFact(
      Norm([0, 1, 2], power: .infinity), on: [[2, 3, 4]], gives: [1], checksum: 1.375,
      entries: [0: 1.375]),
  ]
}

extension Refusal {
  static let norm: [Refusal] = [
    Refusal(Norm([0]), on: [[2], [2]], .inputs(expected: "one input", found: 2))
  ]
}

extension ArgumentRefusal {
  static let norm: [ArgumentRefusal] = [
    ArgumentRefusal("norm", ["axis": 0, "power": 0.5], "power"),
    ArgumentRefusal("norm", ["axis": 0, "power": "large"], "power"),
  ]
}

extension Giant {
  static let norm: [Giant] = [
    Giant(Norm([0], power: 3), on: [[large, large]], gives: [large])
  ]
}
