import ArchGraph
import ArchOperators

extension ShapeFacts {
  // Source: PyTorch 2.15.0, in double precision, for the inputs that `SequenceFact` makes: `F.pad`, `F.unfold`, `F.fold` and
  // `Tensor.split`; a sequence is a map of one row, and unequal padding that of a larger map. The checksum is as for the
  // reductions.
  static let windows: [SequenceFact] = [
    SequenceFact(
      Pad(1, mode: .reflect), on: [[2, 3, 4]], gives: [2, 5, 6], checksum: 62.375,
      entries: [1: 1, 59: -0.75]),
    SequenceFact(
      Pad(.explicit([.init(2, 0), .init(1, 2)]), mode: .reflect), on: [[2, 3, 4]], gives: [2, 5, 7],
      checksum: 112.75,
      entries: [1: 0.5, 69: 1.25]),
    SequenceFact(
      Pad(2, mode: .reflect), on: [[2, 3]], gives: [2, 7], checksum: 43.75,
      entries: [1: 1.375, 13: 1.125]),
    SequenceFact(
      Pad(1, mode: .reflect), on: [[2, 2, 3, 2]], gives: [2, 4, 5, 4], checksum: 313.125,
      entries: [1: 0.5, 159: -0.25]),
    SequenceFact(
      Pad(1, mode: .replicate), on: [[2, 3, 4]], gives: [2, 5, 6], checksum: 92.625,
      entries: [1: -0.875, 59: 1]),
    SequenceFact(
      Pad(.explicit([.init(2, 0), .init(1, 2)]), mode: .replicate), on: [[2, 3, 4]], gives: [2, 5, 7],
      checksum: 89.875,
      entries: [1: -0.875, 69: 1]),
    SequenceFact(
      Pad(2, mode: .replicate), on: [[2, 3]], gives: [2, 7], checksum: 49.25,
      entries: [1: -0.875, 13: 0.875]),
    SequenceFact(
      Pad(1, mode: .replicate), on: [[2, 2, 3, 2]], gives: [2, 4, 5, 4], checksum: 197.75,
      entries: [1: -0.875, 159: 1]),
    SequenceFact(
      Pad(1, mode: .circular), on: [[2, 3, 4]], gives: [2, 5, 6], checksum: 96.375,
      entries: [1: 0.5, 59: 0]),
    SequenceFact(
      Pad(.explicit([.init(2, 0), .init(1, 2)]), mode: .circular), on: [[2, 3, 4]], gives: [2, 5, 7],
      checksum: 111,
      entries: [1: 1, 69: 1.25]),
    SequenceFact(
      Pad(2, mode: .circular), on: [[2, 3]], gives: [2, 7], checksum: 45.625,
      entries: [1: 1.25, 13: 1]),
    SequenceFact(
      Pad(1, mode: .circular), on: [[2, 2, 3, 2]], gives: [2, 4, 5, 4], checksum: 196.375,
      entries: [1: 0.25, 159: 0]),
    SequenceFact(
      Pad(3, mode: .circular), on: [[2, 3]], gives: [2, 9], checksum: 49.375,
      entries: [1: 1.375, 17: 0.875]),
    SequenceFact(
      Pad(5, mode: .replicate), on: [[2, 3]], gives: [2, 13], checksum: 67.5,
      entries: [1: -0.875, 25: 0.875]),
    SequenceFact(
      Pad(.explicit([.init(1, 2)]), value: -1.5), on: [[2, 3]], gives: [2, 6], checksum: -28.875,
      entries: [1: -0.875, 11: -1.5]),
    SequenceFact(
      Unfold(3), on: [[2, 5, 4]], gives: [18, 6], checksum: 112.375,
      entries: [1: 1.375, 107: 1.375]),
    SequenceFact(
      Unfold(2, stride: 2), on: [[3, 4, 6]], gives: [12, 6], checksum: 92,
      entries: [1: 1.25, 71: -0.25]),
    SequenceFact(
      Unfold(
        .each([3, 2]), stride: .each([1, 2]), padding: .symmetric(.each([2, 1])), dilation: .each([2, 1])),
      on: [[2, 5, 6]], gives: [12, 20], checksum: 145.125,
      entries: [1: 0, 239: 0]),
    SequenceFact(
      Unfold(3, stride: 2, padding: 1), on: [[2, 7]], gives: [6, 4], checksum: 40.875,
      entries: [1: 1.375, 23: 0]),
    SequenceFact(
      Unfold(2, padding: .explicit([.init(0, 1), .init(2, 0)])), on: [[2, 3, 4]], gives: [8, 15],
      checksum: 112.75,
      entries: [1: 0, 119: 0]),
    SequenceFact(
      Fold([5, 4], kernel: 3), on: [[18, 6]], gives: [2, 5, 4], checksum: 132.25,
      entries: [1: 2.125, 39: 0]),
    SequenceFact(
      Fold([4, 6], kernel: 2, stride: 2), on: [[12, 6]], gives: [3, 4, 6], checksum: 71.625,
      entries: [1: 0.75, 71: -0.25]),
    SequenceFact(
      Fold(
        [5, 6], kernel: .each([3, 2]), stride: .each([1, 2]), padding: .symmetric(.each([2, 1])),
        dilation: .each([2, 1])), on: [[12, 20]], gives: [2, 5, 6], checksum: 75,
      entries: [1: 1.5, 59: 1.75]),
    SequenceFact(
      Fold([7], kernel: 3, stride: 2, padding: 1), on: [[6, 4]], gives: [2, 7], checksum: 29,
      entries: [1: 1.875, 13: -0.875]),
    SequenceFact(
      Fold([3, 4], kernel: 2, padding: .explicit([.init(0, 1), .init(2, 0)])), on: [[4, 15]],
      gives: [1, 3, 4], checksum: 31,
      entries: [1: 0.5, 11: -0.25]),
    SequenceFact(
      Split(sizes: [64, 64, 32], take: 1), on: [[160, 2]], gives: [64, 2], checksum: 131.125,
      entries: [1: -0.375, 127: 0.5]),
    SequenceFact(
      Split(sizes: [1, 2, 3], take: 2), on: [[6, 3]], gives: [3, 3], checksum: -5.25,
      entries: [1: 0.25, 8: -0.625]),
    SequenceFact(
      Split(sizes: [3, 2], take: 0, axis: -1), on: [[2, 3, 5]], gives: [2, 3, 3], checksum: 35.75,
      entries: [1: 1.375, 17: 0.5]),
    SequenceFact(
      Split(sizes: [1, 1, 2], take: 1, axis: 1), on: [[2, 4, 3]], gives: [2, 1, 3], checksum: -2,
      entries: [1: 1, 5: -0.625]),
  ]
}
