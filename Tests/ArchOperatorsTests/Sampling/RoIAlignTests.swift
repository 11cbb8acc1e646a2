import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: torchvision 0.29.2, in double precision: torchvision.ops.roi_align.
  static let roiAlign: [SequenceFact] = [
    SequenceFact(
      RoIAlign(2), on: [[2, 5, 6], [4, 4]], gives: [4, 2, 2, 2], parameters: 0,
      checksum: -1.060546875, entries: [10: 0.33203125, 31: 0.604492188]),
    SequenceFact(
      RoIAlign(.each([3, 2]), scale: 4, samplingRatio: 3), on: [[2, 5, 6], [5, 4]], gives: [5, 2, 3, 2],
      parameters: 0,
      checksum: 43.14930556, entries: [20: 0.0659722222, 59: 1.07291667]),
    SequenceFact(
      RoIAlign(.each([2, 3]), scale: 6, samplingRatio: 1, aligned: true), on: [[3, 4, 5], [6, 4]],
      gives: [6, 3, 2, 3], parameters: 0,
      checksum: 122.8359375, entries: [36: 0, 107: 1.1875]),
    SequenceFact(
      RoIAlign(7, scale: 8, aligned: true), on: [[1, 8, 9], [3, 4]], gives: [3, 1, 7, 7], parameters: 0,
      checksum: 120.3871173, entries: [49: 0, 146: 0]),
    SequenceFact(
      RoIAlign(7, scale: 0.25), on: [[1, 8, 9], [3, 4]], gives: [3, 1, 7, 7], parameters: 0,
      checksum: 242.7579022, entries: [49: -0.670878508, 146: 0.424475845]),
  ]
}

extension Refusal {
  static let roiAlign: [Refusal] = [
    Refusal(RoIAlign(7), on: [[2, 3, 4]], .inputs(expected: "two inputs", found: 1)),
    Refusal(RoIAlign(7), on: [[5], [3, 4]], .rank(expected: planes, found: [5])),
    Refusal(
      RoIAlign(7), on: [[2, 3, 4], [3, 5]],
      .conflict(
        "`roi_align` needs boxes of four numbers, but gets 3 x 5",
        help: "a row is the left, top, right and bottom edge of a box, such as 1000 x 4")),
    Refusal(RoIAlign(.each([7])), on: [[2, 3, 4], [3, 4]], .axes(argument: "size", given: 1, needed: 2)),
  ]
}
