import ArchGraph

/// Multi-head attention from a sequence to another, the memory, with its projections (Vaswani and others 2017).
public struct CrossAttention: Operator {
  var common: MultiHead

  /// Cross-attention; everything but the number of heads has the usual default.
  ///
  /// - Parameters:
  ///   - keyWidth: the features of a query and of a key in one head, or `nil` for those of the input over the heads.
  ///   - valueWidth: the features of a value in one head, or `nil` for as many as a key has.
  ///   - keyHeads: how many heads have keys and values, or `nil` for all.
  ///   - bias: whether queries, keys and values have biases.
  ///   - outputBias: whether the output projection has a bias, or `nil` to follow `bias`.
  ///   - output: whether there is an output projection.
  public init(
    _ heads: Int, keyWidth: Int? = nil, valueWidth: Int? = nil, keyHeads: Int? = nil, bias: Bool = true,
    outputBias: Bool? = nil, output: Bool = true
  ) {
    var common = MultiHead(heads: heads)
    (common.keyWidth, common.valueWidth, common.keyHeads) = (keyWidth, valueWidth, keyHeads)
    (common.bias, common.outputBias, common.output) = (bias, outputBias, output)
    self.common = common
  }

  public static let signature = Signature(
    "cross_attention", .attention, "Multi-head attention of one sequence to another, with its projections.",
    inputs: .exactly(["x", "memory"]), arguments: MultiHead.arguments(),
    notes: [
      "Queries come from `x [T, D]`, keys and values from `memory [S, M]`; the output is `[T, D]`.",
      "With a mask or with `rotary`, the last query has the position of the last key.",
    ] + MultiHead.notes)

  public init(_ arguments: Arguments) throws(ArgumentFault) { common = try MultiHead(arguments) }

  public var arguments: [ArgumentValue?] { common.arguments }

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
    let (x, memory) = (inputs[0], inputs[1])
    if common.rotary != nil, memory[memory.rank - 2] < x[x.rank - 2] {
      throw .conflict(
        "`cross_attention` has \(x[x.rank - 2]) queries and \(memory[memory.rank - 2]) keys, but rotary positions",
        help: "the last query is aligned with the last key: there must be at least as many keys as queries")
    }
    return try common.output(of: x, keys: memory[memory.rank - 2], name: name)
  }

  /// `query_weight [heads*key_width, D]`, `key_weight [key_heads*key_width, M]`, `value_weight`,
  /// `output_weight [D, heads*value_width]`, each followed by its bias, and those of the norms.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    common.parameters(of: inputs[0], memory: inputs[1])
  }

  /// The four projections, the scaled queries, the scores, their softmax and the weighted sums.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    common.work(from: inputs[0], memory: inputs[1])
  }

  /// All tokens.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y = W concat(softmax(q k^T / sqrt(key_width)) v) + b` over all heads, with `q` from `x`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    guard let attention = AttentionDefinition(common, weights) else { return Tensor(output, []) }
    let rows = inputs[0].matrices.flatMap { window in
      attention.rows(inputs[0].rows(ofMatrix: window), inputs[1].rows(ofMatrix: window)) { score, _, _, _ in
        score
      }
    }
    return Tensor(output, rows.flatMap { $0 })
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .standardised,
      axes: .rows, part: .layer, lastAxis: .features)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Shorter and longer memories, memories with other features, other widths, shared keys, windows, biases.
  public static let specimens: [Specimen<CrossAttention>] =
    [
      Specimen(CrossAttention(4, keyWidth: 3, valueWidth: 2, keyHeads: 2), on: [[2, 5], [3, 4]]),
      Specimen(CrossAttention(2), on: [[3, 4], [5, 6]]), Specimen(CrossAttention(1), on: [[4, 3], [1, 2]]),
      Specimen(CrossAttention(2, keyWidth: 3, valueWidth: 2), on: [[2, 5], [3, 4]]),
      Specimen(CrossAttention(4, keyHeads: 2, bias: false), on: [[2, 8], [3, 5]]),
      Specimen(CrossAttention(2, outputBias: false), on: [[2, 2, 4], [2, 3, 3]]),
      Specimen(CrossAttention(2, valueWidth: 3, output: false), on: [[2, 4], [3, 4]]),
    ] + MultiHead.variants.map { Specimen(CrossAttention($0), on: [[3, 8], [5, 6]]) }

  private init(_ common: MultiHead) { self.common = common }
}
