import ArchGraph

/// Multi-head attention of queries, keys and values, without projections: `softmax(q k^T * scale + bias) v`.
public struct Attend: Operator {
  /// The number of heads, whose queries are side by side.
  public var heads: Int
  /// How many heads have keys and values, or `nil` for all.
  public var keyHeads: Int?
  /// Whether keys and values are kept for later tokens, or `nil` to follow the causal mask.
  public var cached: Bool?
  var scoring: Scoring

  /// Attention without projections.
  ///
  /// - Parameters:
  ///   - keyHeads: how many heads have keys and values, or `nil` for all.
  ///   - causal: whether a token sees only itself and earlier tokens.
  ///   - scale: the factor of the scores, or `nil` for `1/sqrt` of the features of a key.
  ///   - cached: whether keys and values are kept for later tokens, or `nil` to follow the causal mask.
  public init(
    _ heads: Int = 1, keyHeads: Int? = nil, causal: Bool = false, window: Int? = nil, scale: Double? = nil,
    softCap: Double? = nil, cached: Bool? = nil
  ) {
    self.heads = heads
    self.keyHeads = keyHeads
    self.cached = cached
    scoring = Scoring()
    scoring.causal = causal
    scoring.window = window
    scoring.softCap = softCap
    scoring.scale = scale
  }

  public static let signature = Signature(
    "attend", .attention, "Multi-head attention over given queries, keys and values.",
    inputs: .exactly(["queries", "keys", "values"], optional: ["bias"]),
    arguments: [
      .named("heads", .count(), default: 1, "the number of heads, whose features lie side by side"),
      .named(
        "key_heads", .count(), otherwise: "the heads",
        "how many heads have their own keys and values; equal groups of heads share them"),
    ] + Scoring.arguments + [
      .named(
        "cached", .boolean, otherwise: "the value of `causal`",
        "whether keys and values are kept for the tokens that follow")
    ],
    notes: [
      "Queries `[T, heads*key_width]`, keys `[S, key_heads*key_width]` and values `[S, key_heads*value_width]` "
        + "give `[T, heads*value_width]`. Axes before the last two are windows, the same in all three.",
      "A `bias` is added to the scores: `[heads, T, S]` or `[T, S]`, such as `bias: parameter([heads, T, S])`, or one for each "
        + "window, `[windows, heads, T, S]` or `[windows, 1, T, S]`. "
        + "It can also be a mask: keys at minus infinity are not seen.",
      "With a mask by position, the last query is aligned with the last key.",
      "`attention` and `cross_attention` are the same with projections.",
      "If keys and values are made from what a `cache` keeps, `cached: false` says that they are not kept themselves.",
    ] + Scoring.notes, isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    heads = try arguments.integer("heads")
    keyHeads = try arguments.optionalInteger("key_heads")
    scoring = try Scoring(arguments)
    cached = arguments.isGiven("cached") ? try arguments.boolean("cached") : nil
  }

  public var arguments: [ArgumentValue?] {
    [.integer(heads), keyHeads.map { .integer($0) }] + scoring.values + [cached.map { .boolean($0) }]
  }

  /// `[…, T, heads*value_width]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard (3...4).contains(inputs.count) else {
      throw .inputs(expected: "queries, keys and values, and optionally a bias", found: inputs.count)
    }
    for input in try several(inputs).prefix(3) where input.rank < 2 {
      throw .rank(expected: "sequences of features, such as 197 x 768", found: input)
    }
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    guard k.dimensions.dropLast() == v.dimensions.dropLast(),
      q.dimensions.dropLast(2) == k.dimensions.dropLast(2)
    else {
      throw .conflict(
        "`attend` cannot pair the queries of \(q) with the keys of \(k) and the values of \(v)",
        help:
          "keys and values must have the same number of tokens, and all three the same axes before the last two"
      )
    }
    let (features, groups) = (q[q.rank - 1], keyHeads ?? heads)
    guard features % heads == 0 else {
      throw .indivisible(what: "its \(features) features", count: features, by: "heads", divisor: heads)
    }
    guard heads % groups == 0 else {
      throw .indivisible(what: "its \(heads) heads", count: heads, by: "key heads", divisor: groups)
    }
    guard v[v.rank - 1] % groups == 0 else {
      throw .indivisible(
        what: "the \(v[v.rank - 1]) features of its values", count: v[v.rank - 1], by: "key heads",
        divisor: groups)
    }
    guard (CheckedInteger(groups) * CheckedInteger(features / heads)).value == k[k.rank - 1] else {
      throw .conflict(
        "`attend` cannot multiply queries of \(q) with keys of \(k)",
        help: "with \(heads) heads a query has \(features / heads) features; \(groups) key heads need "
          + "\((CheckedInteger(groups) * CheckedInteger(features / heads)).value.map { "\($0)" } ?? "too many")"
      )
    }
    let (tokens, places) = (q[q.rank - 2], k[k.rank - 2])
    try scoring.check(queries: tokens, keys: places, of: name)
    if inputs.count > 3 {
      let windows = Array(q.dimensions.dropLast(2))
      let scores = [[tokens, places], [1, tokens, places], [heads, tokens, places]]
      let each = windows.isEmpty ? [] : scores.dropFirst().map { windows + $0 }
      guard (scores + each).contains(inputs[3].dimensions) else {
        throw .conflict(
          "the bias of `attend` is \(inputs[3])",
          help:
            "its scores are \(Shape(windows + scores[2])): a bias must have these extents, or the last two or three of them"
        )
      }
    }
    let rows = q.dimensions.dropLast(2).enumerated().map { Extent("windows_\($0.offset + 1)", $0.element) }
    return .extents(
      rows + [
        Extent("tokens", tokens),
        try Extent(.product([.named("heads", heads), .named("value_width", valueWidth(v))])),
      ])
  }

  private func valueWidth(_ values: Shape) -> Int { values[values.rank - 1] / (keyHeads ?? heads) }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// The scaled queries, the scores, their softmax and the weighted sums; an addition for each score if there is
  /// a bias.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    let windows = q.dimensions.dropLast(2).enumerated().map { Factor("windows_\($0.offset + 1)", $0.element) }
    let (tokens, places) = (Factor("tokens", q[q.rank - 2]), Factor("keys", k[k.rank - 2]))
    let heads = Factor("heads", heads)
    let width = Factor("key_width", q[q.rank - 1] / heads.value)
    var work = Work()
    if scoring.scale != 1 { work[.multiplications] = Count(windows, [tokens, heads, width]) }
    if inputs.count > 3 { work[.additions] = Count(windows, [heads, tokens, places]) }
    scoring.addWork(
      to: &work, rows: windows + [heads, tokens], keys: places, keyWidth: width,
      valueWidth: Factor("value_width", valueWidth(v)))
    work[.activationReads] = inputs.reduce(Count()) { $0 + Count($1.factors("in_")) }
    work[.writes] = Count(output.elements)
    return work
  }

  /// All tokens.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y = softmax(q k^T * scale + bias) v`, head by head.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let rows = inputs[0].matrices.flatMap { window in
      scoring.attend(
        inputs[0].rows(ofMatrix: window), inputs[1].rows(ofMatrix: window), inputs[2].rows(ofMatrix: window),
        heads: heads, groups: keyHeads ?? heads
      ) { score, head, query, key in
        guard inputs.count > 3 else { return score }
        let bias = inputs[3]
        let rank = bias.shape.rank
        guard rank > 2 else { return score + bias[[query, key]] }
        let own = bias.shape[rank - 3] == 1 ? 0 : head
        return score + bias[(rank > 3 ? window : []) + [own, query, key]]
      }
    }
    return Tensor(output, rows.flatMap { $0 })
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .rearranged, values: .weighedMean(of: 2), axes: .rows,
      part: .layer,
      cached: cached ?? scoring.causal ? .inputs([1, 2]) : nil, lastAxis: .features)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// One head and several, shared keys, other widths of values, masks, biases of all forms, windows.
  public static let specimens: [Specimen<Attend>] =
    [
      Specimen(Attend(), on: [[3, 4], [5, 4], [5, 2]]), Specimen(Attend(2), on: [[3, 4], [2, 4], [2, 6]]),
      Specimen(Attend(4, keyHeads: 2), on: [[3, 8], [4, 4], [4, 6]]),
      Specimen(Attend(2, causal: true), on: [[3, 4], [5, 4], [5, 4]]),
      Specimen(Attend(2, scale: 1), on: [[2, 2, 4], [2, 3, 4], [2, 3, 2]]),
      Specimen(Attend(2, causal: true), on: [[3, 4], [3, 4], [3, 4], [2, 3, 3]]),
      Specimen(Attend(2, scale: 0.5), on: [[2, 2, 4], [2, 3, 4], [2, 3, 4], [2, 3]]),
      Specimen(Attend(3), on: [[2, 3], [2, 3], [2, 3], [1, 2, 2]]),
      Specimen(Attend(2), on: [[3, 2, 4], [3, 3, 4], [3, 3, 2], [3, 2, 2, 3]]),
      Specimen(Attend(2), on: [[2, 3, 2, 4], [2, 3, 2, 4], [2, 3, 2, 4], [2, 3, 1, 2, 2]]),
      Specimen(Attend(causal: true, cached: false), on: [[2, 2], [3, 2], [3, 4]]),
      Specimen(Attend(), on: [[1, 1], [1, 1], [1, 1]]),
    ]
    + MultiHead.variants.filter { $0.scoring != Scoring() }.map { variant in
      var op = Attend(2)
      op.scoring = variant.scoring
      return Specimen(op, on: [[3, 4], [5, 4], [5, 6]])
    }
}
