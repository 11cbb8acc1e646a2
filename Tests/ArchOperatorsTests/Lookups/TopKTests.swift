import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: `sort(descending=True, stable=True)`.
  static let topK: [SequenceFact] = [
    SequenceFact(
      TopK(2), on: [[3, 5]], gives: [3, 2], checksum: 11.5,
      entries: [1: 1.25, 5: 0.125]),
    SequenceFact(
      TopK(2, take: .indices), on: [[3, 5]], gives: [3, 2], checksum: 15,
      entries: [1: 2, 5: 1]),
    SequenceFact(
      TopK(1, axis: 0), on: [[4, 3]], gives: [1, 3], checksum: 7.625,
      entries: [1: 1.375, 2: 1.25]),
    SequenceFact(
      TopK(1, axis: 0, take: .indices), on: [[4, 3]], gives: [1, 3], checksum: 1,
      entries: [1: 0, 2: 0]),
    SequenceFact(
      TopK(3, axis: 1), on: [[2, 4, 3]], gives: [2, 3, 3], checksum: 37.125,
      entries: [1: 1.375, 17: -0.25]),
    SequenceFact(
      TopK(3, axis: 1, take: .indices), on: [[2, 4, 3]], gives: [2, 3, 3], checksum: 86,
      entries: [1: 0, 17: 0]),
    SequenceFact(
      TopK(5), on: [[2, 5]], gives: [2, 5], checksum: 20.125,
      entries: [1: 1.25, 9: 0.375]),
    SequenceFact(
      TopK(5, take: .indices), on: [[2, 5]], gives: [2, 5], checksum: 57,
      entries: [1: 2, 9: 4]),
    SequenceFact(
      TopK(4, axis: 0), on: [[23]], gives: [4], checksum: 12.875,
      entries: [1: 1.375, 3: 1.25]),
    SequenceFact(
      TopK(4, axis: 0, take: .indices), on: [[23]], gives: [4], checksum: 131,
      entries: [1: 20, 3: 21]),
  ]
}

extension Refusal {
  static let topK: [Refusal] = [
    Refusal(
      TopK(4), on: [[2, 3]],
      .range(what: "`k`", value: "4", allowed: "the axis has 3 elements to choose from")),
    Refusal(TopK(1, axis: 3), on: [[2, 3, 4]], noAxis(3)),
  ]
}

extension ArgumentRefusal {
  static let topK: [ArgumentRefusal] = [
    ArgumentRefusal("top_k", ["k": 0], "k"),
    ArgumentRefusal("top_k", ["k": 1, "take": "both"], "take"),
  ]
}

extension Giant {
  static let topK: [Giant] = [
    Giant(TopK(large, take: .indices), on: [[2, large]], gives: [2, large])
  ]
}
