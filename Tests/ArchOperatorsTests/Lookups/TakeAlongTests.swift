import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: `gather`, indices beyond an axis clamped to its last.
  static let takeAlong: [SequenceFact] = [
    SequenceFact(
      TakeAlong(axis: 0), on: [[4, 3], [2, 3]], indices: [1: 4], gives: [2, 3], checksum: 16.25,
      entries: [1: 1, 5: 0.875]),
    SequenceFact(
      TakeAlong(axis: 1), on: [[2, 3, 4], [2, 5, 4]], indices: [1: 3], gives: [2, 5, 4], checksum: 61.75,
      entries: [1: 0.875, 39: -0.375]),
    SequenceFact(
      TakeAlong(axis: -1), on: [[2, 3, 4], [2, 3, 2]], indices: [1: 7], gives: [2, 3, 2], checksum: 12.125,
      entries: [1: 1.25, 11: 1.25]),
  ]
}

extension Refusal {
  static let takeAlong: [Refusal] = [
    Refusal(TakeAlong(axis: 1), on: [[2, 3], [3, 3]], .shapes([[2, 3], [3, 3]], except: 1)),
    Refusal(TakeAlong(axis: 0), on: [[2, 3], [2]], .shapes([[2, 3], [2]], except: 0)),
    Refusal(TakeAlong(axis: -4), on: [[2, 3, 4], [2, 3, 4]], noAxis(-4)),
  ]
}

extension ArgumentRefusal {
  static let takeAlong: [ArgumentRefusal] = [
    ArgumentRefusal("take_along", [:], "axis")
  ]
}

extension Giant {
  static let takeAlong: [Giant] = [
    Giant(TakeAlong(axis: 0), on: [[large, large], [2, large]], gives: [2, large])
  ]
}
