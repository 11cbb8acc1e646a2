import ArchGraph
import ArchOperators

/// What PyTorch and torchvision read at computed places of small maps.
enum SamplingFacts {
  // Source: PyTorch 2.15.0 and torchvision 0.29.2, in double precision: torch.nn.functional.grid_sample,
  // torchvision.ops.roi_align, and torch.nn.functional.max_unpool1d, 2d and 3d, for the inputs and
  // parameters that `SequenceFact` makes.
  static let facts: [SequenceFact] = [
    SequenceFact(
      GridSample(mode: .bilinear, padding: .zeros, alignCorners: false), on: [[2, 4, 5], [3, 4, 2]],
      gives: [2, 3, 4], parameters: 0,
      checksum: 19.703125, entries: [8: -0.7109375, 23: 0.1484375]),
    SequenceFact(
      GridSample(mode: .bilinear, padding: .zeros, alignCorners: false), on: [[3, 1, 3], [2, 5, 2]],
      gives: [3, 2, 5], parameters: 0,
      checksum: 48.53613281, entries: [10: 0.736328125, 29: 0.380859375]),
    SequenceFact(
      GridSample(mode: .bilinear, padding: .zeros, alignCorners: true), on: [[2, 4, 5], [3, 4, 2]],
      gives: [2, 3, 4], parameters: 0,
      checksum: 26.23828125, entries: [8: -0.609375, 23: 0.15625]),
    SequenceFact(
      GridSample(mode: .bilinear, padding: .zeros, alignCorners: true), on: [[3, 1, 3], [2, 5, 2]],
      gives: [3, 2, 5], parameters: 0,
      checksum: 84.125, entries: [10: 0.9375, 29: 0.546875]),
    SequenceFact(
      GridSample(mode: .bilinear, padding: .border, alignCorners: false), on: [[2, 4, 5], [3, 4, 2]],
      gives: [2, 3, 4], parameters: 0,
      checksum: 29.08203125, entries: [8: -0.875, 23: 0.1484375]),
    SequenceFact(
      GridSample(mode: .bilinear, padding: .border, alignCorners: false), on: [[3, 1, 3], [2, 5, 2]],
      gives: [3, 2, 5], parameters: 0,
      checksum: 82.7109375, entries: [10: 0.90625, 29: 0.5078125]),
    SequenceFact(
      GridSample(mode: .bilinear, padding: .border, alignCorners: true), on: [[2, 4, 5], [3, 4, 2]],
      gives: [2, 3, 4], parameters: 0,
      checksum: 28.71484375, entries: [8: -0.609375, 23: 0.15625]),
    SequenceFact(
      GridSample(mode: .bilinear, padding: .border, alignCorners: true), on: [[3, 1, 3], [2, 5, 2]],
      gives: [3, 2, 5], parameters: 0,
      checksum: 90.546875, entries: [10: 0.9375, 29: 0.546875]),
    SequenceFact(
      GridSample(mode: .nearest, padding: .zeros, alignCorners: false), on: [[2, 4, 5], [3, 4, 2]],
      gives: [2, 3, 4], parameters: 0,
      checksum: 19.25, entries: [8: -0.875, 23: -0.125]),
    SequenceFact(
      GridSample(mode: .nearest, padding: .zeros, alignCorners: false), on: [[3, 1, 3], [2, 5, 2]],
      gives: [3, 2, 5], parameters: 0,
      checksum: 60.25, entries: [10: 0.875, 29: 0.5]),
    SequenceFact(
      GridSample(mode: .nearest, padding: .zeros, alignCorners: true), on: [[2, 4, 5], [3, 4, 2]],
      gives: [2, 3, 4], parameters: 0,
      checksum: 22.5, entries: [8: -0.875, 23: -0.125]),
    SequenceFact(
      GridSample(mode: .nearest, padding: .zeros, alignCorners: true), on: [[3, 1, 3], [2, 5, 2]],
      gives: [3, 2, 5], parameters: 0,
      checksum: 82.875, entries: [10: 0.875, 29: 0.5]),
    SequenceFact(
      GridSample(mode: .nearest, padding: .border, alignCorners: false), on: [[2, 4, 5], [3, 4, 2]],
      gives: [2, 3, 4], parameters: 0,
      checksum: 27.375, entries: [8: -0.875, 23: -0.125]),
    SequenceFact(
      GridSample(mode: .nearest, padding: .border, alignCorners: false), on: [[3, 1, 3], [2, 5, 2]],
      gives: [3, 2, 5], parameters: 0,
      checksum: 82.875, entries: [10: 0.875, 29: 0.5]),
    SequenceFact(
      GridSample(mode: .nearest, padding: .border, alignCorners: true), on: [[2, 4, 5], [3, 4, 2]],
      gives: [2, 3, 4], parameters: 0,
      checksum: 23.25, entries: [8: -0.875, 23: -0.125]),
    SequenceFact(
      GridSample(mode: .nearest, padding: .border, alignCorners: true), on: [[3, 1, 3], [2, 5, 2]],
      gives: [3, 2, 5], parameters: 0,
      checksum: 82.875, entries: [10: 0.875, 29: 0.5]),
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
    SequenceFact(
      MaxUnpool(2), on: [[2, 2, 3], [2, 4, 6]], gives: [2, 4, 6], parameters: 0,
      checksum: 32, entries: [16: 0.875, 47: 0]),
    SequenceFact(
      MaxUnpool(2, stride: 3, padding: 1), on: [[2, 2, 2], [2, 4, 5]], gives: [2, 4, 5], parameters: 0,
      checksum: 25.125, entries: [13: 0, 39: 0]),
    SequenceFact(
      MaxUnpool(.each([1, 3])), on: [[3, 3, 2], [3, 3, 7]], gives: [3, 3, 7], parameters: 0,
      checksum: 17.625, entries: [21: 0.75, 62: 0]),
    SequenceFact(
      MaxUnpool(3), on: [[3, 3], [3, 10]], gives: [3, 10], parameters: 0,
      checksum: 39.875, entries: [10: 0, 29: 0]),
    SequenceFact(
      MaxUnpool(2), on: [[2, 1, 2, 2], [2, 2, 4, 5]], gives: [2, 2, 4, 5], parameters: 0,
      checksum: 25.875, entries: [26: 0, 79: 0]),
    // Deformable DETR's `ms_deform_attn_core_pytorch` around torch.nn.functional.linear.
    SequenceFact(
      DeformableAttention(2, levels: [[3, 4], [2, 2]], points: 3), on: [[4, 6], [16, 5], [4, 2, 2]],
      gives: [4, 6], parameters: 330, multiplyAdds: 1632,
      checksum: 2.63608896, entries: [8: -0.21844073, 23: -0.203636519]),
    SequenceFact(
      DeformableAttention(4, levels: [[4, 5]], points: 4), on: [[3, 4], [20, 4], [3, 1, 2]], gives: [3, 4],
      parameters: 280, multiplyAdds: 992,
      checksum: -2.75, entries: [4: 0.4375, 11: -0.5]),
    SequenceFact(
      DeformableAttention(3, levels: [[4, 3], [2, 2], [1, 1]], points: 2, bias: false),
      on: [[5, 6], [17, 3], [5, 3, 2]], gives: [5, 6], parameters: 378, multiplyAdds: 2286,
      checksum: -2.31419744, entries: [10: -0.17879144, 29: -0.109213883]),
  ]
}
