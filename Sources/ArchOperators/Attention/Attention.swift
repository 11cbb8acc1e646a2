import ArchGraph

/// Multi-head self-attention with its projections (Vaswani and others 2017).
public struct Attention: Operator {
  /// The number of heads.
  public var heads: Int

  /// The features of a query and of a key in one head, nil for those of the input divided by the heads.
  public var keyWidth: Int?

  /// The features of a value in one head, nil for as many as a key has.
  public var valueWidth: Int?

  /// How many heads have keys and values, nil for all.
  public var keyHeads: Int?

  /// Whether queries, keys and values have biases.
  public var bias: Bool

  /// Whether the output projection has a bias, nil where ``bias`` says it.
  public var outputBias: Bool?

  /// Whether there is an output projection.
  public var output: Bool

  /// Whether a token sees only itself and those before it.
  public var causal: Bool

  /// Height and width of a window whose scores get a learnt bias by relative position, nil for no such bias.
  public var relativeBias: [Int]?

  /// Self-attention; everything but the number of heads has the usual default.
  public init(
    _ heads: Int, keyWidth: Int? = nil, valueWidth: Int? = nil, keyHeads: Int? = nil, bias: Bool = true,
    outputBias: Bool? = nil, output: Bool = true, causal: Bool = false, relativeBias: [Int]? = nil
  ) {
    self.heads = heads
    self.keyWidth = keyWidth
    self.valueWidth = valueWidth
    self.keyHeads = keyHeads
    self.bias = bias
    self.outputBias = outputBias
    self.output = output
    self.causal = causal
    self.relativeBias = relativeBias
  }

  public static let signature = Signature(
    "attention", .attention, "Multi-head self-attention over a sequence of features, with its projections.",
    arguments: MultiHead.arguments([
      .named(
        "causal", .boolean, default: false, "whether a token sees only itself and those before it"),
      .named(
        "relative_bias", .integers(from: 1), otherwise: "none",
        "height and width of a window whose scores get a learnt bias by relative position"),
    ]),
    notes: MultiHead.notes + [
      "`causal` replaces scores by minus infinity, which costs nothing here.",
      "`relative_bias: [7, 7]` is Swin's: a table `[13*13, heads]` for windows of 49 tokens, row by row.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    let common = try MultiHead(arguments)
    self.init(
      common.heads, keyWidth: common.keyWidth, valueWidth: common.valueWidth, keyHeads: common.keyHeads,
      bias: common.bias, outputBias: common.outputBias, output: common.output,
      causal: try arguments.boolean("causal"),
      relativeBias: arguments.isGiven("relative_bias") ? try arguments.integers("relative_bias") : nil)
  }

  public var arguments: [ArgumentValue?] {
    common.arguments + [.boolean(causal), relativeBias.map { ArgumentValue($0) }]
  }

  var common: MultiHead {
    MultiHead(
      heads: heads, keyWidth: keyWidth, valueWidth: valueWidth, keyHeads: keyHeads, bias: bias,
      outputBias: outputBias, output: output)
  }

  /// The shape of the input; without an output projection `[…, T, heads*value_width]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try tensor(inputs, rank: 2, "a sequence of features, such as 197 x 768")
    let shape = try common.output(of: input)
    if let window = relativeBias {
      let tokens = input[input.rank - 2]
      guard window.count == 2, window.allSatisfy({ $0 > 0 }), Shape(window).elementCount == tokens else {
        throw .range(
          what: "`relative_bias`", value: "\(ArgumentValue(window))",
          allowed: "it gives height and width of a window of \(tokens) tokens")
      }
    }
    return shape
  }

  /// `query_weight [heads*key_width, D]`, `key_weight`, `value_weight`, `output_weight [D,
  /// heads*value_width]`, each followed by its bias, and `relative_bias [(2*height - 1)*(2*width - 1),
  /// heads]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    common.parameters(of: inputs[0]) + (table.map { [$0] } ?? [])
  }

  var table: Parameter? {
    guard let relativeBias, relativeBias.count == 2 else { return nil }
    let places = (2 * relativeBias[0] - 1) * (2 * relativeBias[1] - 1)
    return Parameter(
      "relative_bias", [Factor("relative_positions", places), Factor("heads", heads)], use: .shift)
  }

  /// The four projections, the scaled queries, the scores, their softmax and the sums that they weigh; an
  /// addition for each score where there is a relative bias.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = common.work(from: inputs[0])
    if let table { common.addBias(table, to: &work, of: inputs[0]) }
    return work
  }

  /// All tokens.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y = W concat(softmax(q k^T / sqrt(key_width) + bias) v) + b` over all heads.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    guard
      let attention = AttentionDefinition(
        heads: heads, bias: bias, outputBias: outputBias ?? bias, output: self.output, weights)
    else { return Tensor(output, []) }
    let rows = inputs[0].matrices.flatMap { window in
      let x = inputs[0].rows(ofMatrix: window)
      return attention.rows(x, x) { score, head, query, key in
        if causal, key > query { return N(-.infinity) }
        guard let relativeBias, let table = weights.last else { return score }
        let (height, width) = (relativeBias[0], relativeBias[1])
        let down = query / width - key / width + height - 1
        let across = query % width - key % width + width - 1
        return score + table[[down * (2 * width - 1) + across, head]]
      }
    }
    return Tensor(output, rows.flatMap { $0 })
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .standardised, axes: .rows, part: .layer)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// One head and several, other widths, shared keys, masks, windows, every combination of biases.
  public static let specimens = [
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
    Specimen(Attention(2), on: [2, 2, 2, 4]), Specimen(Attention(1), on: [1, 1]),
  ]
}
