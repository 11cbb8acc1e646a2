import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision.
  static let variance: [SequenceFact] = [
    SequenceFact(
      Variance([0]), on: [[3, 4, 5]], gives: [4, 5], checksum: 13.46875,
      entries: [1: 0.01041666667, 19: 1.065972222]),
    SequenceFact(
      Variance([1], keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5], checksum: 27.1640625,
      entries: [1: 0.48828125, 14: 0.4326171875]),
    SequenceFact(
      Variance([-1]), on: [[3, 4, 5]], gives: [3, 4], checksum: 7.66125,
      entries: [1: 0.03125, 11: 1.02875]),
    SequenceFact(
      Variance([1, 2]), on: [[3, 4, 5]], gives: [3], checksum: 2.994726563,
      entries: [1: 0.5054296875, 2: 0.4928125]),
    SequenceFact(
      Variance([0, -1], keepsDimensions: true), on: [[3, 4, 5]], gives: [1, 4, 1], checksum: 3.150555556,
      entries: [1: 0.04166666667, 3: 0.6670833333]),
    SequenceFact(
      Variance([0, 1, 2]), on: [[2, 3, 4]], gives: [1], checksum: 0.5616048177,
      entries: [0: 0.5616048177]),
    SequenceFact(
      Variance([-2], keepsDimensions: true), on: [[4, 6]], gives: [1, 6], checksum: 9.477539062,
      entries: [1: 0.703125, 5: 0.4248046875]),
    SequenceFact(
      Variance([0], isUnbiased: true), on: [[3, 4, 5]], gives: [4, 5], checksum: 20.203125,
      entries: [1: 0.015625, 19: 1.598958333]),
    SequenceFact(
      Variance([1], isUnbiased: true, keepsDimensions: true), on: [[3, 4, 5]], gives: [3, 1, 5],
      checksum: 36.21875,
      entries: [1: 0.6510416667, 14: 0.5768229167]),
    SequenceFact(
      Variance([1, 2], isUnbiased: true), on: [[3, 4, 5]], gives: [3], checksum: 3.15234375,
      entries: [1: 0.53203125, 2: 0.51875]),
    SequenceFact(
      Variance([0, 1, 2], isUnbiased: true), on: [[2, 3, 4]], gives: [1], checksum: 0.5860224185,
      entries: [0: 0.5860224185]),
  ]
}

extension Refusal {
  static let variance: [Refusal] = [
    Refusal(
      Variance([1], isUnbiased: true), on: [[2, 1]],
      .conflict(
        "`variance` of one element would divide by zero",
        help: "`unbiased: false` divides by the number of elements"))
  ]
}

extension ArgumentRefusal {
  static let variance: [ArgumentRefusal] = [
    ArgumentRefusal("variance", ["axis": 0, "unbiased": "no"], "unbiased")
  ]
}

extension Giant {
  static let variance: [Giant] = [
    Giant(Variance([1], isUnbiased: true), on: [[2, large]], gives: [2])
  ]
}
