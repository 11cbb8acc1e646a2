import ArchGraph
import ArchOperators

extension ShapeFacts {
  // Source: PyTorch 2.15.0, in double precision, for the inputs that `SequenceFact` makes; `tile` is that of NumPy. The
  // checksum is as for the reductions.
  static let moves: [SequenceFact] = [
    SequenceFact(
      Cumsum(0), on: [[5]], gives: [5], checksum: 36.25,
      entries: [1: 0.5, 4: 3.875]),
    SequenceFact(
      Cumsum(0, isReverse: true), on: [[5]], gives: [5], checksum: 37,
      entries: [1: 4.75, 4: 1]),
    SequenceFact(
      Cumsum(0, isExclusive: true), on: [[5]], gives: [5], checksum: 21.125,
      entries: [1: -0.875, 4: 2.875]),
    SequenceFact(
      Cumsum(0, isExclusive: true, isReverse: true), on: [[5]], gives: [5], checksum: 21.875,
      entries: [1: 3.375, 4: 0]),
    SequenceFact(
      Cumsum(1), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 54.75,
      entries: [1: 1.375, 23: -0.25]),
    SequenceFact(
      Cumsum(1, isReverse: true), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 78.875,
      entries: [1: 2.625, 23: 1]),
    SequenceFact(
      Cumsum(1, isExclusive: true), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 23.5,
      entries: [1: 0, 23: -1.25]),
    SequenceFact(
      Cumsum(1, isExclusive: true, isReverse: true), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 47.625,
      entries: [1: 1.25, 23: 0]),
    SequenceFact(
      Cumsum(-1), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 68.5,
      entries: [1: 0.5, 23: 4.75]),
    SequenceFact(
      Cumsum(-1, isReverse: true), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 71,
      entries: [1: 3.75, 23: 1]),
    SequenceFact(
      Cumsum(-1, isExclusive: true), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 37.25,
      entries: [1: -0.875, 23: 3.75]),
    SequenceFact(
      Cumsum(-1, isExclusive: true, isReverse: true), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 39.75,
      entries: [1: 2.375, 23: 0]),
    SequenceFact(
      Triangle(), on: [[4, 4]], gives: [4, 4], checksum: 10.625,
      entries: [1: 0, 15: -0.375]),
    SequenceFact(
      Triangle(isUpper: true), on: [[4, 4]], gives: [4, 4], checksum: 22.125,
      entries: [1: 1.375, 15: -0.375]),
    SequenceFact(
      Triangle(diagonal: 1), on: [[3, 5]], gives: [3, 5], checksum: 13.75,
      entries: [1: 1.375, 14: 0]),
    SequenceFact(
      Triangle(isUpper: true, diagonal: 1), on: [[3, 5]], gives: [3, 5], checksum: 17.625,
      entries: [1: 1.375, 14: -0.25]),
    SequenceFact(
      Triangle(diagonal: -1), on: [[5, 3]], gives: [5, 3], checksum: 12,
      entries: [1: 0, 14: -0.25]),
    SequenceFact(
      Triangle(isUpper: true, diagonal: -1), on: [[5, 3]], gives: [5, 3], checksum: 22.625,
      entries: [1: 1.375, 14: 0]),
    SequenceFact(
      Triangle(diagonal: -1), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 16.5,
      entries: [1: 0, 23: 0]),
    SequenceFact(
      Triangle(isUpper: true, diagonal: -1), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 20.625,
      entries: [1: 1.375, 23: 1]),
    SequenceFact(
      Triangle(diagonal: 2), on: [[2, 2, 4, 3]], gives: [2, 2, 4, 3], checksum: 69.25,
      entries: [1: 1.375, 47: 0.375]),
    SequenceFact(
      Triangle(isUpper: true, diagonal: 2), on: [[2, 2, 4, 3]], gives: [2, 2, 4, 3], checksum: 3.75,
      entries: [1: 0, 47: 0]),
    SequenceFact(
      Triangle(diagonal: -5), on: [[3, 4]], gives: [3, 4], checksum: 0,
      entries: [1: 0, 11: 0]),
    SequenceFact(
      Triangle(isUpper: true, diagonal: -5), on: [[3, 4]], gives: [3, 4], checksum: 30,
      entries: [1: 1.375, 11: 0.125]),
    SequenceFact(
      Triangle(diagonal: 7), on: [[3, 4]], gives: [3, 4], checksum: 30,
      entries: [1: 1.375, 11: 0.125]),
    SequenceFact(
      Triangle(isUpper: true, diagonal: 7), on: [[3, 4]], gives: [3, 4], checksum: 0,
      entries: [1: 0, 11: 0]),
    SequenceFact(
      Roll([1], axes: [1]), on: [[2, 4, 3]], gives: [2, 4, 3], checksum: 37.375,
      entries: [1: 0.25, 23: 1.375]),
    SequenceFact(
      Roll([-2], axes: [-1]), on: [[2, 3, 5]], gives: [2, 3, 5], checksum: 37.625,
      entries: [1: 1.125, 29: 0.625]),
    SequenceFact(
      Roll([1, -1], axes: [1, 2]), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 43.625,
      entries: [1: 0.25, 23: -0.5]),
    SequenceFact(
      Roll([2, 1, -5], axes: [0, -1, 1]), on: [[3, 4, 5]], gives: [3, 4, 5], checksum: 55.25,
      entries: [1: 0.75, 59: 1.125]),
    SequenceFact(
      Roll([9], axes: [0]), on: [[4, 2]], gives: [4, 2], checksum: 25.75,
      entries: [1: 0.625, 7: 0.875]),
    SequenceFact(
      Roll([2], axes: [1, 2]), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 30.5,
      entries: [1: 0.625, 23: -0.125]),
    SequenceFact(
      Flip([0]), on: [[5]], gives: [5], checksum: 8.125,
      entries: [1: 1.125, 4: -0.875]),
    SequenceFact(
      Flip([1]), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 37,
      entries: [1: 0.375, 23: -0.375]),
    SequenceFact(
      Flip([-1, 0]), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 36,
      entries: [1: -0.25, 23: 0.5]),
    SequenceFact(
      Flip([0, 1, 2]), on: [[2, 3, 4]], gives: [2, 3, 4], checksum: 25.125,
      entries: [1: 1.125, 23: -0.875]),
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
    SequenceFact(
      Tile([2, 1, 3]), on: [[2, 3, 2]], gives: [4, 3, 6], checksum: 175.625,
      entries: [1: 1.375, 71: 0.125]),
    SequenceFact(
      Tile([1, 4]), on: [[3, 2]], gives: [3, 8], checksum: 68.5,
      entries: [1: 1.375, 23: 0.875]),
    SequenceFact(
      Tile([3]), on: [[4]], gives: [12], checksum: 36.875,
      entries: [1: 1.375, 11: 1.125]),
    SequenceFact(
      RepeatInterleave(2, axis: 0), on: [[3, 2, 2]], gives: [6, 2, 2], checksum: 58.5,
      entries: [1: 1.375, 23: 0.125]),
    SequenceFact(
      RepeatInterleave(3, axis: 1), on: [[2, 2, 3]], gives: [2, 6, 3], checksum: 83,
      entries: [1: 1.375, 35: 0.125]),
    SequenceFact(
      RepeatInterleave(2, axis: -1), on: [[2, 5]], gives: [2, 10], checksum: 61.875,
      entries: [1: -0.875, 19: 0.375]),
    SequenceFact(
      Slice(0, step: 2), on: [[5, 3]], gives: [3, 3], checksum: 14.125,
      entries: [1: 1.375, 8: -0.25]),
    SequenceFact(
      Slice(1, from: 1, step: 3), on: [[2, 8, 3]], gives: [2, 3, 3], checksum: 14.125,
      entries: [1: 1, 17: 0.375]),
    SequenceFact(
      Slice(-1, from: -6, to: -1, step: 2), on: [[2, 3, 7]], gives: [2, 3, 3], checksum: 16.875,
      entries: [1: 1.125, 17: 1.25]),
    SequenceFact(
      Slice(2, from: 1, to: 5, step: 4), on: [[2, 2, 6]], gives: [2, 2, 1], checksum: -1.25,
      entries: [1: 0.625, 3: -0.875]),
  ]
}
