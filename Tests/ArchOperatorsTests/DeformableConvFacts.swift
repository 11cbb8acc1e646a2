import ArchGraph
import ArchOperators

/// What torchvision makes of small deformable convolutions.
enum DeformableConvFacts {
  // Source: torchvision 0.29.2 with PyTorch 2.15.0, in double precision: torchvision.ops.deform_conv2d, for the inputs and
  // parameters that `SequenceFact` makes.
  static let facts: [SequenceFact] = [
    SequenceFact(
      DeformableConv(4, kernel: 3, padding: 1), on: [[2, 5, 6], [18, 5, 6]], gives: [4, 5, 6], parameters: 76,
      multiplyAdds: 2160,
      checksum: 42.81604004, entries: [40: -0.0380859375, 119: 0.211425781]),
    SequenceFact(
      DeformableConv(3, kernel: 3, padding: 1), on: [[4, 5, 5], [18, 5, 5], [9, 5, 5]], gives: [3, 5, 5],
      parameters: 111, multiplyAdds: 2700,
      checksum: -6.604141235, entries: [25: -0.795562744, 74: -0.478027344]),
    SequenceFact(
      DeformableConv(2, kernel: .each([3, 1]), stride: .each([2, 1]), padding: .symmetric(.each([1, 0]))),
      on: [[3, 6, 4], [6, 3, 4], [3, 3, 4]], gives: [2, 3, 4], parameters: 20, multiplyAdds: 216,
      checksum: -23.07623291, entries: [8: -0.285583496, 23: -1.00561523]),
    SequenceFact(
      DeformableConv(4, kernel: 2, stride: 2, dilation: 2, groups: 2), on: [[4, 6, 7], [8, 2, 3]],
      gives: [4, 2, 3], parameters: 36, multiplyAdds: 192,
      checksum: 2.309936523, entries: [8: 0.400634766, 23: 0.321289062]),
    SequenceFact(
      DeformableConv(4, kernel: 2, groups: 4, offsetGroups: 2, bias: false),
      on: [[4, 4, 5], [16, 3, 4], [8, 3, 4]], gives: [4, 3, 4], parameters: 16, multiplyAdds: 192,
      checksum: -8.418182373, entries: [16: 0.555541992, 47: 0.390380859]),
    SequenceFact(
      DeformableConv(2, kernel: 1, offsetGroups: 3), on: [[3, 4, 4], [6, 4, 4]], gives: [2, 4, 4],
      parameters: 8, multiplyAdds: 96,
      checksum: -39.57739258, entries: [10: -0.28125, 31: -0.235839844]),
  ]
}
