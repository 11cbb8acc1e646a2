import ArchGraph
import ArchOperators

extension SequenceFact {
  // Source: PyTorch 2.15.0, in double precision: `F.unfold` and `F.fold`; a sequence is a map of one row, and unequal
  // padding that of a larger map.
  static let unfold: [SequenceFact] = [
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
  ]
}

extension Refusal {
  static let unfold: [Refusal] = [
    Refusal(
      Unfold(2), on: [[2, 3, 4, 5]],
      .rank(
        expected: "channels and one or two spatial axes, such as 3 x 224 x 224", found: [2, 3, 4, 5])),
    Refusal(Unfold(6), on: [[2, 5]], .window(axis: "length", kernel: 6, padded: 5, input: 5)),
    Refusal(Unfold(.each([2, 2])), on: [[2, 5]], .axes(argument: "kernel", given: 2, needed: 1)),
    Refusal(
      Fold([4, 4], kernel: 2), on: [[4, 3, 3]],
      .rank(expected: "columns of a window, such as 27 x 784", found: [4, 3, 3])),
    Refusal(
      Fold([4, 4], kernel: 2), on: [[4, 8]],
      .conflict(
        "`fold` needs as many columns as the window has positions",
        help: "over 4 x 4 it has 9, but the input 4 x 8 has 8")),
    Refusal(
      Fold([4, 4], kernel: 2), on: [[6, 9]],
      .indivisible(what: "its 6 rows", count: 6, by: "taps", divisor: 4)),
    Refusal(
      Fold([1, 2, 3], kernel: 1), on: [[6, 6]],
      .conflict(
        "`fold` makes a map with one or two axes, but its size has 3", help: "write `[H, W]` or `[L]`")),
  ]
}

extension ArgumentRefusal {
  static let unfold: [ArgumentRefusal] = [
    ArgumentRefusal("unfold", ["kernel": 0], "kernel"),
    ArgumentRefusal("unfold", ["kernel": 2, "stride": 0], "stride"),
    ArgumentRefusal("fold", ["size": 4, "kernel": 2], "size"),
    ArgumentRefusal("fold", ["size": [4], "kernel": 2, "padding": -1], "padding"),
  ]
}

extension Giant {
  static let unfold: [Giant] = [
    Giant(
      Unfold(.all(large), padding: .symmetric(.all(large / 2))), on: [[2, large]],
      gives: [2 * large, large + 1]),
    Giant(Unfold(1), on: [[2, large, 2048]], gives: [2, 2048 * large]),
    Giant(Fold([large], kernel: 2, stride: 2), on: [[4, large / 2]], gives: [2, large]),
    Giant(
      Fold([large], kernel: .all(large), padding: .symmetric(.all(large / 2))), on: [[2 * large, large + 1]],
      gives: [2, large]),
  ]
}
