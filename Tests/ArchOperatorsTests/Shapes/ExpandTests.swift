import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision.
  static let expand: [SequenceFact] = [
    SequenceFact(
      Expand([3, 2, 4]), on: [[3, 1, 1]], gives: [3, 2, 4], checksum: 54.625,
      entries: [1: -0.875, 23: 1.25]),
    SequenceFact(
      Expand([3, 2, 4]), on: [[1, 2, 4]], gives: [3, 2, 4], checksum: 80.5,
      entries: [1: 1.375, 23: 0.625]),
    SequenceFact(
      Expand([4, 3]), on: [[3]], gives: [4, 3], checksum: 23.375,
      entries: [1: 1.375, 11: 1.25]),
    SequenceFact(
      Expand([2, 3, 5]), on: [[1, 5]], gives: [2, 3, 5], checksum: 85.625,
      entries: [1: 1.375, 29: 1]),
  ]
}

extension Refusal {
  static let expand: [Refusal] = [
    Refusal(
      Expand([3]), on: [[2, 3]],
      .conflict("`expand` cannot remove an axis", help: "the input 2 x 3 has 2 axes, the shape has 1")),
    Refusal(
      Expand([4, 3]), on: [[2, 3]],
      .conflict(
        "`expand` cannot turn 2 elements into 4",
        help: "an axis of 2 x 3 must keep its extent, or have one element")),
    Refusal(
      Expand([0]), on: [[1]], .range(what: "an extent", value: "0", allowed: "extents are positive")),
  ]
}

extension ArgumentRefusal {
  static let expand: [ArgumentRefusal] = [
    ArgumentRefusal("expand", ["shape": [0]], "shape"),
    ArgumentRefusal("expand", ["shape": 3], "shape"),
  ]
}

extension Giant {
  static let expand: [Giant] = [
    Giant(Expand([large, large]), on: [[1, 1]], gives: [large, large])
  ]
}
