import ArchGraph

/// Multi-head attention of a sequence to another, the memory, with its projections (Vaswani and others 2017).
public struct CrossAttention: Operator {
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

  /// Cross-attention; everything but the number of heads has the usual default.
  public init(
    _ heads: Int, keyWidth: Int? = nil, valueWidth: Int? = nil, keyHeads: Int? = nil, bias: Bool = true,
    outputBias: Bool? = nil, output: Bool = true
  ) {
    self.heads = heads
    self.keyWidth = keyWidth
    self.valueWidth = valueWidth
    self.keyHeads = keyHeads
    self.bias = bias
    self.outputBias = outputBias
    self.output = output
  }

  public static let signature = Signature(
    "cross_attention", .attention, "Multi-head attention of one sequence to another, with its projections.",
    inputs: .exactly(["x", "memory"]), arguments: MultiHead.arguments(),
    notes: [
      "Queries come from `x [T, D]`, keys and values from `memory [S, M]`; the output is `[T, D]`."
    ] + MultiHead.notes)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    let common = try MultiHead(arguments)
    self.init(
      common.heads, keyWidth: common.keyWidth, valueWidth: common.valueWidth, keyHeads: common.keyHeads,
      bias: common.bias, outputBias: common.outputBias, output: common.output)
  }

  public var arguments: [ArgumentValue?] { common.arguments }

  var common: MultiHead {
    MultiHead(
      heads: heads, keyWidth: keyWidth, valueWidth: valueWidth, keyHeads: keyHeads, bias: bias,
      outputBias: outputBias, output: output)
  }

  /// The shape of `x`; without an output projection `[…, T, heads*value_width]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard inputs.count == 2 else { throw .inputs(expected: "two inputs", found: inputs.count) }
    for input in try several(inputs) where input.rank < 2 {
      throw .rank(expected: "sequences of features, such as 197 x 768", found: input)
    }
    guard inputs[0].dimensions.dropLast(2) == inputs[1].dimensions.dropLast(2) else {
      throw .conflict(
        "`cross_attention` cannot pair the windows of \(inputs[0]) with those of \(inputs[1])",
        help: "all axes but the last two must be the same in both")
    }
    return try common.output(of: inputs[0])
  }

  /// `query_weight [heads*key_width, D]`, `key_weight [key_heads*key_width, M]`, `value_weight`,
  /// `output_weight [D, heads*value_width]`, each followed by its bias.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    common.parameters(of: inputs[0], memory: inputs[1])
  }

  /// The four projections, the scaled queries, the scores, their softmax and the sums that they weigh.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    common.work(from: inputs[0], memory: inputs[1])
  }

  /// All tokens.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y = W concat(softmax(q k^T / sqrt(key_width)) v) + b` over all heads, with `q` from `x`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    guard
      let attention = AttentionDefinition(
        heads: heads, bias: bias, outputBias: outputBias ?? bias, output: self.output, weights)
    else { return Tensor(output, []) }
    let rows = inputs[0].matrices.flatMap { window in
      attention.rows(inputs[0].rows(ofMatrix: window), inputs[1].rows(ofMatrix: window)) { score, _, _, _ in
        score
      }
    }
    return Tensor(output, rows.flatMap { $0 })
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .standardised, axes: .rows, part: .layer)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Memories shorter and longer and of other features, other widths, shared keys, windows, biases.
  public static let specimens = [
    Specimen(CrossAttention(4, keyWidth: 3, valueWidth: 2, keyHeads: 2), on: [[2, 5], [3, 4]]),
    Specimen(CrossAttention(2), on: [[3, 4], [5, 6]]), Specimen(CrossAttention(1), on: [[4, 3], [1, 2]]),
    Specimen(CrossAttention(2, keyWidth: 3, valueWidth: 2), on: [[2, 5], [3, 4]]),
    Specimen(CrossAttention(4, keyHeads: 2, bias: false), on: [[2, 8], [3, 5]]),
    Specimen(CrossAttention(2, outputBias: false), on: [[2, 2, 4], [2, 3, 3]]),
    Specimen(CrossAttention(2, valueWidth: 3, output: false), on: [[2, 4], [3, 4]]),
  ]
}
