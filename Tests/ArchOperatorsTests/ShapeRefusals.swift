import ArchGraph
import ArchOperators

/// What reductions, changes of shape and lookups do not take, and inputs that are too large to be looked through.
enum ShapeRefusals {
  private static func noAxis(_ axis: Int) -> Misfit {
    .range(
      what: "the axis", value: "\(axis)",
      allowed: "the input 2 x 3 x 4 has axes 0 to 2, or -3 to -1 from the end")
  }

  private static func twice(_ name: String) -> Misfit {
    .conflict("`\(name)` names an axis of its input twice", help: "of 3 axes, 0 and -3 are the same one")
  }

  private static let words = Shape([3], of: .token)

  static let misfits: [Refusal] = [
    Refusal(Mean([3]), on: [[2, 3, 4]], noAxis(3)), Refusal(Sum([0, -4]), on: [[2, 3, 4]], noAxis(-4)),
    Refusal(Max([0, -3]), on: [[2, 3, 4]], twice("max")),
    Refusal(Flip([-3, 0]), on: [[2, 3, 4]], twice("flip")),
    Refusal(Min([]), on: [[2, 3, 4]], .conflict("`min` needs an axis", help: nil)),
    Refusal(ArgMax([0]), on: [[]], .rank(expected: "an axis to reduce", found: [])),
    Refusal(Norm([0]), on: [[2], [2]], .inputs(expected: "one input", found: 2)),
    Refusal(
      ArgMin([0]), on: [Shape([2], of: .token)], .element(expected: .number, found: Shape([2], of: .token))),
    Refusal(
      Variance([1], isUnbiased: true), on: [[2, 1]],
      .conflict(
        "`variance` of one element would divide by zero",
        help: "`unbiased: false` divides by the number of elements")),
    Refusal(Cumsum(3), on: [[2, 3, 4]], noAxis(3)),
    Refusal(Cumsum(0), on: [[]], .rank(expected: "an axis to sum along", found: [])),
    Refusal(Triangle(), on: [[5]], .rank(expected: "rows and columns", found: [5])),
    Refusal(Roll([1], axes: [-4]), on: [[2, 3, 4]], noAxis(-4)),
    Refusal(Roll([1], axes: [0, -3]), on: [[2, 3, 4]], twice("roll")),
    Refusal(
      Roll([1, 2], axes: [0, 1, 2]), on: [[2, 3, 4]],
      .conflict("`roll` has 2 shifts for 3 axes", help: "give one for all axes, or one for each")),
    Refusal(
      Expand([3]), on: [[2, 3]],
      .conflict("`expand` cannot take an axis away", help: "the input 2 x 3 has 2 axes, the shape 1")),
    Refusal(
      Expand([4, 3]), on: [[2, 3]],
      .conflict(
        "`expand` cannot make 2 elements 4", help: "an axis of 2 x 3 stays as it is, or has one element")),
    Refusal(
      Expand([0]), on: [[1]], .range(what: "an extent", value: "0", allowed: "extents are positive")),
    Refusal(
      Tile([2]), on: [[2, 3]],
      .conflict("`tile` has 1 numbers for 2 axes", help: "give one for each axis of 2 x 3")),
    Refusal(Tile([.max, 1]), on: [[2, 3]], .tooLarge([])),
    Refusal(
      Tile([0]), on: [[2]],
      .range(what: "`repeats`", value: "0", allowed: "an axis is there once or more often")),
    Refusal(RepeatInterleave(2, axis: 3), on: [[2, 3, 4]], noAxis(3)),
    Refusal(RepeatInterleave(.max, axis: 0), on: [[2]], .tooLarge([])),
    Refusal(
      RepeatInterleave(0, axis: 0), on: [[2]],
      .range(what: "`repeats`", value: "0", allowed: "an element is there once or more often")),
    Refusal(
      Pad(.explicit([.init(1, 3)]), mode: .reflect), on: [[2, 3]],
      .range(
        what: "the amount", value: "3",
        allowed: "`mode: reflect` adds less than the axis has, and that is 3")),
    Refusal(
      Pad(4, mode: .circular), on: [[2, 5, 3]],
      .range(
        what: "the amount", value: "4",
        allowed: "`mode: circular` adds at most as much as the axis has, and that is 3")),
    Refusal(
      Pad(1, mode: .replicate, value: 2), on: [[2, 3]],
      .conflict(
        "`value` of `pad` stands for zeros, and `mode: replicate` has none",
        help: "leave `value` out, or `mode`")),
    Refusal(
      Split(sizes: [64, 32], take: 0), on: [[100, 2]],
      .conflict(
        "the parts of `split` have 96 elements together, the axis 100",
        help: "give the size of every part, so that they add up to 100")),
    Refusal(
      Split(sizes: [.max, .max], take: 0), on: [[4]],
      .conflict(
        "the parts of `split` have too many elements together, the axis 4",
        help: "give the size of every part, so that they add up to 4")),
    Refusal(
      Split(sizes: [1, 3], take: 2), on: [[4]],
      .range(what: "`take`", value: "2", allowed: "the parts are 0 to 1")),
    Refusal(
      Split(sizes: [5, -1], take: 0), on: [[4]],
      .range(what: "the size of a part", value: "-1", allowed: "it counts from 1")),
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
        help: "over 4 x 4 it has 9, the input 4 x 8 8")),
    Refusal(
      Fold([4, 4], kernel: 2), on: [[6, 9]],
      .indivisible(what: "its 6 rows", count: 6, by: "taps", divisor: 4)),
    Refusal(
      Fold([1, 2, 3], kernel: 1), on: [[6, 6]],
      .conflict(
        "`fold` makes a map of one or two axes, and its size has 3", help: "write `[H, W]` or `[L]`")),
    Refusal(Gather(), on: [[2, 3]], .inputs(expected: "two inputs", found: 1)),
    Refusal(Gather(axis: 3), on: [[2, 3, 4], [2]], noAxis(3)),
    Refusal(Gather(), on: [[2, 3], []], .rank(expected: "at least one axis", found: [])),
    Refusal(Gather(), on: [[2, 3], words], .element(expected: .number, found: words)),
    Refusal(TakeAlong(axis: 1), on: [[2, 3], [3, 3]], .shapes([[2, 3], [3, 3]], except: 1)),
    Refusal(TakeAlong(axis: 0), on: [[2, 3], [2]], .shapes([[2, 3], [2]], except: 0)),
    Refusal(TakeAlong(axis: -4), on: [[2, 3, 4], [2, 3, 4]], noAxis(-4)),
    Refusal(ScatterAdd(), on: [[2, 3], [2]], .inputs(expected: "three inputs", found: 2)),
    Refusal(
      ScatterAdd(), on: [[2, 3], [2, 1], [2, 3]], .rank(expected: "a vector of indices", found: [2, 1])),
    Refusal(
      ScatterAdd(), on: [[2, 3], [4], [2, 3]],
      .conflict(
        "`scatter_add` needs updates of 4 x 3, not 2 x 3",
        help: "they have the extents of 2 x 3, and one entry for each of 4 indices")),
    Refusal(OneHot(3), on: [[2], [2]], .inputs(expected: "one input", found: 2)),
    Refusal(OneHot(3), on: [[]], .rank(expected: "indices, or tokens", found: [])),
    Refusal(
      TopK(4), on: [[2, 3]],
      .range(what: "`k`", value: "4", allowed: "the axis has 3 elements to choose from")),
    Refusal(TopK(1, axis: 3), on: [[2, 3, 4]], noAxis(3)),
    Refusal(EmbeddingBag(5, 4), on: [words], .rank(expected: "bags of tokens, such as 8 x 20", found: words)),
    Refusal(EmbeddingBag(5, 4), on: [[2, 3]], .element(expected: .token, found: [2, 3])),
    Refusal(
      Slice(0, step: 0), on: [[2]], .range(what: "`step`", value: "0", allowed: "it counts from 1")),
  ]

  static let faults: [(String, [String: ArgumentValue], String)] = [
    ("mean", [:], "axis"), ("mean", ["axis": []], "axis"), ("sum", ["axis": [0, 0]], "axis"),
    ("max", ["axis": 0.5], "axis"), ("min", ["axis": ["channels"]], "axis"),
    ("mean", ["axis": 0, "keep_dims": 1], "keep_dims"), ("norm", ["axis": 0, "power": 0.5], "power"),
    ("norm", ["axis": 0, "power": "large"], "power"),
    ("variance", ["axis": 0, "unbiased": "no"], "unbiased"),
    ("arg_max", ["axis": [1, 1]], "axis"), ("cumsum", ["axis": [0]], "axis"),
    ("cumsum", ["axis": 0, "exclusive": 1], "exclusive"), ("triangle", ["diagonal": 0.5], "diagonal"),
    ("roll", ["shift": 1], "axis"), ("roll", ["shift": [0.5], "axis": 0], "shift"),
    ("roll", ["shift": 1, "axis": [2, 2]], "axis"), ("flip", ["axis": [[0]]], "axis"),
    ("expand", ["shape": [0]], "shape"), ("expand", ["shape": 3], "shape"),
    ("tile", ["repeats": 2], "repeats"),
    ("tile", ["repeats": [0]], "repeats"), ("repeat_interleave", ["repeats": 0, "axis": 0], "repeats"),
    ("repeat_interleave", ["repeats": 2], "axis"), ("slice", ["axis": 0, "step": 0], "step"),
    ("slice", ["axis": 0, "step": -1], "step"), ("pad", ["amount": 1, "mode": "constant"], "mode"),
    ("pad", ["amount": 1, "value": "zero"], "value"), ("split", ["parts": [3, 0], "take": 0], "parts"),
    ("split", ["parts": [], "take": 0], "parts"), ("unfold", ["kernel": 0], "kernel"),
    ("unfold", ["kernel": 2, "stride": 0], "stride"), ("fold", ["size": 4, "kernel": 2], "size"),
    ("fold", ["size": [4], "kernel": 2, "padding": -1], "padding"), ("gather", ["axis": [0]], "axis"),
    ("take_along", [:], "axis"), ("scatter_add", ["axis": "rows"], "axis"),
    ("one_hot", ["classes": 0], "classes"),
    ("top_k", ["k": 0], "k"), ("top_k", ["k": 1, "take": "both"], "take"),
    ("embedding_bag", ["vocabulary": 0, "features": 2], "vocabulary"),
    ("embedding_bag", ["vocabulary": 2, "features": 2, "mode": "max"], "mode"),
  ]

  static let large = 1 << 40

  static let giants: [Giant] = [
    Giant(Mean([0]), on: [[large, 2048, 2048]], gives: [2048, 2048]),
    Giant(Sum([0, 1, 2]), on: [[large, 2048, 2048]], gives: [1]),
    Giant(Max([1, 2], keepsDimensions: true), on: [[large, 2048, 2048]], gives: [large, 1, 1]),
    Giant(Variance([1], isUnbiased: true), on: [[2, large]], gives: [2]),
    Giant(Norm([0], power: 3), on: [[large, large]], gives: [large]),
    Giant(ArgMax([1], keepsDimensions: true), on: [[2, large]], gives: [2, 1]),
    Giant(Cumsum(1, isExclusive: true), on: [[2, large]], gives: [2, large]),
    Giant(Triangle(diagonal: -large), on: [[large, large]], gives: [large, large]),
    Giant(Triangle(isUpper: true, diagonal: large), on: [[large, 4]], gives: [large, 4]),
    Giant(Triangle(), on: [[1 << 31, 1 << 31]], gives: [1 << 31, 1 << 31]),
    Giant(Roll([large, -large], axes: [0, 1]), on: [[large, 2048]], gives: [large, 2048]),
    Giant(Flip([0, 1]), on: [[large, 2048]], gives: [large, 2048]),
    Giant(Expand([large, large]), on: [[1, 1]], gives: [large, large]),
    Giant(Tile([large, 1]), on: [[2, large]], gives: [2 * large, large]),
    Giant(RepeatInterleave(large, axis: 1), on: [[2, 3]], gives: [2, 3 * large]),
    Giant(Slice(1, from: 1, step: large), on: [[2, large]], gives: [2, 1]),
    Giant(
      Pad(.explicit([.init(large - 1, 0)]), mode: .reflect), on: [[2, large]], gives: [2, 2 * large - 1]),
    Giant(Split(sizes: [1, large - 1], take: 1, axis: 1), on: [[2, large]], gives: [2, large - 1]),
    Giant(
      Unfold(.all(large), padding: .symmetric(.all(large / 2))), on: [[2, large]],
      gives: [2 * large, large + 1]),
    Giant(Unfold(1), on: [[2, large, 2048]], gives: [2, 2048 * large]),
    Giant(Fold([large], kernel: 2, stride: 2), on: [[4, large / 2]], gives: [2, large]),
    Giant(
      Fold([large], kernel: .all(large), padding: .symmetric(.all(large / 2))), on: [[2 * large, large + 1]],
      gives: [2, large]),
    Giant(Gather(axis: 1), on: [[2, large], [large]], gives: [2, large]),
    Giant(TakeAlong(axis: 0), on: [[large, large], [2, large]], gives: [2, large]),
    Giant(ScatterAdd(), on: [[large, 2], [large], [large, 2]], gives: [large, 2]),
    Giant(OneHot(large), on: [[large]], gives: [large, large]),
    Giant(TopK(large, take: .indices), on: [[2, large]], gives: [2, large]),
    Giant(
      EmbeddingBag(large, 1024), on: [Shape([2, large], of: .token)], gives: [2, 1024], parameters: [1 << 50]),
    Giant(
      Embedding(2, 1024), on: [Shape([2, large], of: .token)], gives: [2, large, 1024], parameters: [2048]),
  ]
}
