import ArchGraph
import ArchOperators

extension ShapeFacts {
  // Source: PyTorch 2.15.0, in double precision, for the inputs and parameters that `SequenceFact` makes, indices beyond
  // an axis clamped to its last: `index_select`, `gather`, `index_add`, `F.one_hot`, `sort(descending=True, stable=True)`,
  // `F.embedding_bag` and `F.embedding`. The checksum is as for the reductions.
  static let lookups: [SequenceFact] = [
    SequenceFact(
      Gather(), on: [[4, 3], [5]], indices: [1: 4], gives: [5, 3], checksum: 35.625,
      entries: [1: 1.375, 14: 1.25]),
    SequenceFact(
      Gather(axis: 1), on: [[2, 5, 3], [2, 3]], indices: [1: 5], gives: [2, 2, 3, 3], checksum: 39,
      entries: [1: 1.375, 35: -0.625]),
    SequenceFact(
      Gather(axis: -1), on: [[2, 3, 4], [2]], indices: [1: 9], gives: [2, 3, 2], checksum: 21.875,
      entries: [1: 1.375, 11: 1.25]),
    SequenceFact(
      Gather(), on: [[3, 2, 2], [2, 2]], indices: [1: 3], gives: [2, 2, 2, 2], checksum: 37.875,
      entries: [1: 1.375, 15: 1.125]),
    SequenceFact(
      TakeAlong(axis: 0), on: [[4, 3], [2, 3]], indices: [1: 4], gives: [2, 3], checksum: 16.25,
      entries: [1: 1, 5: 0.875]),
    SequenceFact(
      TakeAlong(axis: 1), on: [[2, 3, 4], [2, 5, 4]], indices: [1: 3], gives: [2, 5, 4], checksum: 61.75,
      entries: [1: 0.875, 39: -0.375]),
    SequenceFact(
      TakeAlong(axis: -1), on: [[2, 3, 4], [2, 3, 2]], indices: [1: 7], gives: [2, 3, 2], checksum: 12.125,
      entries: [1: 1.25, 11: 1.25]),
    SequenceFact(
      ScatterAdd(), on: [[4, 3], [5], [5, 3]], indices: [1: 4], gives: [4, 3], checksum: 56,
      entries: [1: 1, 11: 0.625]),
    SequenceFact(
      ScatterAdd(axis: 1), on: [[2, 5, 3], [3], [2, 3, 3]], indices: [1: 5], gives: [2, 5, 3], checksum: 61,
      entries: [1: 0.75, 29: 0]),
    SequenceFact(
      ScatterAdd(axis: -1), on: [[2, 3], [4], [2, 4]], indices: [1: 7], gives: [2, 3], checksum: 38.875,
      entries: [1: 1.375, 5: 4.25]),
    SequenceFact(
      OneHot(4), on: [[6]], indices: [0: 4], gives: [6, 4], checksum: 17,
      entries: [1: 0, 23: 0]),
    SequenceFact(
      OneHot(3), on: [[2, 3]], indices: [0: 5], gives: [2, 3, 3], checksum: 16,
      entries: [1: 0, 17: 0]),
    SequenceFact(
      OneHot(5), on: [[2, 2, 3]], indices: [0: 5], gives: [2, 2, 3, 5], checksum: 42,
      entries: [1: 0, 59: 0]),
    SequenceFact(
      OneHot(11), on: [Shape([4], of: .token)], gives: [4, 11], checksum: 13,
      entries: [1: 0, 43: 0]),
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
    SequenceFact(
      EmbeddingBag(11, 4, mode: .mean), on: [Shape([3, 4], of: .token)], gives: [3, 4], parameters: 44,
      checksum: 0.203125,
      entries: [1: -0.09375, 11: 0.015625]),
    SequenceFact(
      EmbeddingBag(11, 4, mode: .mean), on: [Shape([5, 1], of: .token)], gives: [5, 4], parameters: 44,
      checksum: -2.375,
      entries: [1: 0.25, 19: -0.25]),
    SequenceFact(
      EmbeddingBag(11, 4, mode: .sum), on: [Shape([3, 4], of: .token)], gives: [3, 4], parameters: 44,
      checksum: 0.8125,
      entries: [1: -0.375, 11: 0.0625]),
    SequenceFact(
      EmbeddingBag(11, 4, mode: .sum), on: [Shape([5, 1], of: .token)], gives: [5, 4], parameters: 44,
      checksum: -2.375,
      entries: [1: 0.25, 19: -0.25]),
    SequenceFact(
      Embedding(11, 3), on: [Shape([2, 5], of: .token)], gives: [2, 5, 3], parameters: 33, checksum: 7.0625,
      entries: [1: 0.25, 29: 0.3125]),
    SequenceFact(
      Embedding(11, 3), on: [Shape([2, 2, 3], of: .token)], gives: [2, 2, 3, 3], parameters: 33,
      checksum: 5.875,
      entries: [1: 0.25, 35: -0.0625]),
  ]
}
