import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: torch.nn.functional.grid_sample.
  static let gridSample: [SequenceFact] = [
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
  ]
}

extension Refusal {
  static let gridSample: [Refusal] = [
    Refusal(GridSample(), on: [[2, 3, 4]], .inputs(expected: "two inputs", found: 1)),
    Refusal(GridSample(), on: [[2, 3], [3, 3, 2]], .rank(expected: planes, found: [2, 3])),
    Refusal(
      GridSample(), on: [[2, 3, 4], [2, 3, 4]],
      .conflict(
        "`grid_sample` needs a grid of two numbers per position, but gets 2 x 3 x 4",
        help:
          "its shape is height, width and 2, such as 28 x 28 x 2; `permute([1, 2, 0])` moves channels last")),
  ]
}
