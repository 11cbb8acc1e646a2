import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: torch.nn.functional.max_unpool1d, 2d and 3d.
  static let maxUnpool: [SequenceFact] = [
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
  ]
}

extension Refusal {
  static let maxUnpool: [Refusal] = [
    Refusal(
      MaxUnpool(2), on: [[2, 2, 2], [2, 6, 6]],
      .conflict(
        "`max_unpool` needs the 2 x 3 x 3 that `max_pool` makes of 2 x 6 x 6, but gets 2 x 2 x 2",
        help: "its arguments must be those of the pooling; the values may have changed, but not their shape")),
    Refusal(
      MaxUnpool(3, stride: 2), on: [[1, 2], [1, 5]],
      .conflict(
        "the windows of `max_unpool` overlap, so two values could go to one position",
        help: "a stride of at least the kernel keeps them apart")),
    Refusal(MaxUnpool(2), on: [[1, 2]], .inputs(expected: "two inputs", found: 1)),
  ]
}
