import ArchGraph

/// Multi-head self-attention with its projections (Vaswani and others 2017).
public struct Attention: Operator {
  var common: MultiHead
  var relativeBias: RelativeBias?
  /// How many tokens came before, whose keys and values are kept.
  var past: Int

  /// Self-attention; everything but the number of heads has the usual default.
  ///
  /// - Parameters:
  ///   - keyWidth: the features of a query and of a key in one head, or `nil` for those of the input over the heads.
  ///   - valueWidth: the features of a value in one head, or `nil` for as many as a key has.
  ///   - keyHeads: how many heads have keys and values, or `nil` for all.
  ///   - bias: whether queries, keys and values have biases.
  ///   - outputBias: whether the output projection has a bias, or `nil` to follow `bias`.
  ///   - output: whether there is an output projection.
  ///   - causal: whether a token sees only itself and earlier tokens.
  ///   - relativeBias: the extents of a window whose scores get a learnt bias by relative position.
  ///   - classToken: whether a token comes before those of that window.
  ///   - past: how many tokens came before, whose keys and values are kept (a decoding step).
  public init(
    _ heads: Int, keyWidth: Int? = nil, valueWidth: Int? = nil, keyHeads: Int? = nil, bias: Bool = true,
    outputBias: Bool? = nil, output: Bool = true, causal: Bool = false, relativeBias: [Int]? = nil,
    classToken: Bool = false, past: Int = 0
  ) {
    var common = MultiHead(heads: heads)
    (common.keyWidth, common.valueWidth, common.keyHeads) = (keyWidth, valueWidth, keyHeads)
    (common.bias, common.outputBias, common.output) = (bias, outputBias, output)
    common.scoring.causal = causal
    self.common = common
    self.relativeBias = relativeBias.map { RelativeBias(window: $0, classToken: classToken) }
    self.past = past
  }

  public static let signature = Signature(
    "attention", .attention, "Multi-head self-attention over a sequence of features, with its projections.",
    arguments: MultiHead.arguments([
      .named(
        "relative_bias", .integers(from: 1), otherwise: "none",
        "the extents of a window whose scores get a learnt bias by relative position"),
      .named(
        "class_token", .boolean, default: false,
        "whether a class token precedes those of the window, with three biases of its own"),
      .named(
        "past", .count(from: 0), default: 0,
        "how many earlier tokens there are, whose keys and values are cached"),
    ]),
    notes: MultiHead.notes + [
      "`relative_bias: [7, 7]` is Swin's: a table `[13*13, heads]` for windows of 49 tokens, row by row; "
        + "`relative_bias: [14, 14], class_token: true` is BEiT's.",
      "`past: 4095` is a decoding step: the tokens follow 4,095 others, whose keys and values are read from "
        + "a cache and need no projection. The cache does not count as parameters.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    common = try MultiHead(arguments)
    let classToken = try arguments.boolean("class_token")
    relativeBias =
      arguments.isGiven("relative_bias")
      ? RelativeBias(window: try arguments.integers("relative_bias"), classToken: classToken) : nil
    past = try arguments.integer("past")
  }

  public var arguments: [ArgumentValue?] {
    common.arguments + [
      relativeBias.map { ArgumentValue($0.window) }, .boolean(relativeBias?.classToken ?? false),
      .integer(past),
    ]
  }

  /// The shape of the input; without an output projection `[…, T, heads*value_width]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try tensor(inputs, rank: 2, "a sequence of features, such as 197 x 768")
    let tokens = input[input.rank - 2]
    guard past <= Limits.extent - tokens else { throw .tooLarge([past, tokens]) }
    let shape = try common.output(of: input, keys: past + tokens, name: name)
    if past > 0 {
      guard input.rank == 2 else {
        throw .rank(
          expected: "one sequence that follows the earlier tokens, such as 1 x 4096", found: input)
      }
      guard relativeBias == nil else {
        throw .conflict(
          "`attention` has both a `relative_bias` and a `past`",
          help: "a window has no earlier tokens")
      }
    }
    try relativeBias?.check(tokens: tokens)
    return shape
  }

  /// `query_weight [heads*key_width, D]`, `key_weight`, `value_weight`, `output_weight [D,
  /// heads*value_width]`, each followed by its bias, those of the norms, and `relative_bias [(2*height - 1)*(2*width - 1),
  /// heads]`; the cache is `past_keys [past, key_heads*key_width]` and `past_values [past, key_heads*value_width]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    var parameters = common.parameters(of: inputs[0])
    if let relativeBias { parameters.append(relativeBias.parameter(heads: common.heads)) }
    guard past > 0 else { return parameters }
    let tokens = Factor("past", past)
    for (name, width) in [
      ("past_keys", common.keyFactor(inputs[0])), ("past_values", common.valueFactor(inputs[0])),
    ] {
      let features = Factor(
        "\(name.dropFirst(5).dropLast())_features", common.keyHeadsFactor.value * width.value)
      parameters.append(Parameter(name, [tokens, features], use: .table, role: .cache))
    }
    return parameters
  }

  /// The four projections, the scaled queries, the scores, their softmax and the weighted sums; an
  /// addition for each score if there is a relative bias.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = common.work(from: inputs[0], past: past)
    if let relativeBias {
      common.addBias(relativeBias.parameter(heads: common.heads), to: &work, of: inputs[0])
    }
    return work
  }

  /// All tokens.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y = W concat(softmax(q k^T / sqrt(key_width) + bias) v) + b` over all heads.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    guard let attention = AttentionDefinition(common, weights) else { return Tensor(output, []) }
    let cache = past > 0 ? weights.suffix(2).map { $0.rows(ofMatrix: []) } : nil
    let table = relativeBias == nil ? nil : weights.last
    let rows = inputs[0].matrices.flatMap { window in
      let x = inputs[0].rows(ofMatrix: window)
      return attention.rows(x, x, after: cache) { score, head, query, key in
        guard let relativeBias, let table else { return score }
        return score + table[[relativeBias.place(query: query, key: key), head]]
      }
    }
    return Tensor(output, rows.flatMap { $0 })
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .standardised,
      axes: .rows, part: .layer,
      cached: common.scoring.causal || past > 0 ? .projections(["key_weight", "value_weight"]) : nil,
      lastAxis: .features)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// One head and several, other widths, shared keys, masks, windows, every combination of biases.
  public static let specimens: [Specimen<Attention>] =
    [
      Specimen(Attention(4, keyWidth: 3, valueWidth: 2, keyHeads: 2), on: [3, 5]),
      Specimen(Attention(2), on: [3, 4]), Specimen(Attention(1), on: [4, 3]),
      Specimen(Attention(2, keyWidth: 3, valueWidth: 2), on: [3, 5]),
      Specimen(Attention(2, keyWidth: 3), on: [2, 5]), Specimen(Attention(2, valueWidth: 1), on: [3, 4]),
      Specimen(Attention(4, keyHeads: 2), on: [3, 8]), Specimen(Attention(3, keyHeads: 1), on: [2, 6]),
      Specimen(Attention(2, bias: false), on: [3, 4]),
      Specimen(Attention(2, outputBias: false), on: [3, 4]),
      Specimen(Attention(2, bias: false, outputBias: true), on: [3, 4]),
      Specimen(Attention(2, output: false), on: [3, 4]),
      Specimen(Attention(2, valueWidth: 3, output: false), on: [2, 3, 4]),
      Specimen(Attention(2, causal: true), on: [4, 4]), Specimen(Attention(2), on: [3, 2, 4]),
      Specimen(Attention(2, relativeBias: [2, 3]), on: [2, 6, 4]),
      Specimen(Attention(1, relativeBias: [1, 1]), on: [1, 2]),
      Specimen(Attention(2, relativeBias: [4]), on: [4, 4]),
      Specimen(Attention(2, causal: true, relativeBias: [2, 1, 2]), on: [4, 4]),
      Specimen(Attention(2, relativeBias: [2, 2], classToken: true), on: [5, 4]),
      Specimen(Attention(2, causal: true, past: 3), on: [2, 4]),
      Specimen(Attention(4, valueWidth: 3, keyHeads: 2, bias: false, past: 1), on: [1, 8]),
      Specimen(Attention(2), on: [2, 2, 2, 4]), Specimen(Attention(1), on: [1, 1]),
    ] + MultiHead.variants.map { Specimen(Attention($0, past: $0.scoring.window == 2 ? 2 : 0), on: [5, 8]) }

  private init(_ common: MultiHead, past: Int) {
    self.common = common
    self.past = past
  }
}
