import ArchGraph

/// The common part of self-attention and cross-attention: heads, widths, projections, norms, positions and scores.
struct MultiHead: Hashable, Sendable {
  /// The number of heads.
  var heads: Int
  /// The number of features of a query and of a key in one head, or `nil` for those of the input divided by the heads.
  var keyWidth: Int?
  /// The number of features of a value in one head, or `nil` for as many as a key has.
  var valueWidth: Int?
  /// The number of heads that have their own keys and values, or `nil` for all.
  var keyHeads: Int?
  /// Whether queries, keys and values have biases.
  var bias = true
  /// Whether the projection of queries has a bias, or `nil` to follow ``bias``; likewise for keys and values.
  var queryBias: Bool?, keyBias: Bool?, valueBias: Bool?
  /// Whether the output projection has a bias, or `nil` to follow ``bias``.
  var outputBias: Bool?
  /// Whether there is an output projection.
  var output = true
  /// The norm of queries and keys, applied head by head.
  var norm = HeadNorm.none
  /// Whether each head has a learnt factor of its scores instead of a fixed one.
  var learntScale = false
  /// The rotation of queries and keys by their positions.
  var rotary: Rotary?
  /// The treatment of the scores.
  var scoring = Scoring()

  init(heads: Int) { self.heads = heads }

  /// The arguments of all attention operators, followed by those of one of them.
  static func arguments(_ own: [Signature.Argument] = []) -> [Signature.Argument] {
    [
      .positional("heads", .count(), "the number of heads"),
      .named(
        "key_width", .count(), otherwise: "the features of the input divided by the heads",
        "the features of a query and of a key in each head"),
      .named(
        "value_width", .count(), otherwise: "the `key_width`", "the features of a value in each head"),
      .named(
        "key_heads", .count(), otherwise: "the heads",
        "how many heads have their own keys and values; equal groups of heads share them"),
      .named("bias", .boolean, default: true, "whether queries, keys and values have biases", as: .detail),
      .named("output_bias", .boolean, otherwise: "the `bias`", "whether the output projection has a bias"),
      .named("output", .boolean, default: true, "whether a matrix projects the heads' results to the output"),
      .named("query_bias", .boolean, otherwise: "the `bias`", "whether queries have a bias"),
      .named("key_bias", .boolean, otherwise: "the `bias`", "whether keys have a bias"),
      .named("value_bias", .boolean, otherwise: "the `bias`", "whether values have a bias"),
      .named(
        "qk_norm", .word(HeadNorm.allCases.map(\.rawValue)), default: .word(HeadNorm.none.rawValue),
        "how queries and keys are normalised, head by head"),
      .named(
        "learnt_scale", .boolean, default: false,
        "whether each head has a learnt factor for its scores instead of `scale`"),
    ] + [Rotary.base] + Rotary.arguments() + Scoring.arguments + own
  }

  /// Notes that apply to all attention operators.
  static let notes =
    [
      "It includes the projections of queries, keys, values and output. The scores are "
        + "`softmax(q*k^T/sqrt(key_width))`; the queries are scaled, as PyTorch does.",
      "With `key_heads: 1` this is multi-query attention, with other numbers grouped-query attention.",
      "Axes before the last two are windows, each of which attends only to itself: "
        + "`[windows, tokens, features]`.",
      "`qk_norm: rms` is that of Qwen 3 and Gemma 3, `layer` that of ViT-22B, and `l2` with `learnt_scale` the "
        + "cosine attention of Swin v2.",
      "`rotary: 10_000` rotates queries and keys by their positions (RoPE), after the norms and before the scores; "
        + "`rotary_scaling: llama3, rotary_scale: 8, rotary_length: 8192` is what Llama 3.1 uses.",
    ] + Scoring.notes

  /// Reads the arguments that all have.
  init(_ arguments: Arguments) throws(ArgumentFault) {
    func flag(_ name: String) throws(ArgumentFault) -> Bool? {
      arguments.isGiven(name) ? try arguments.boolean(name) : nil
    }
    heads = try arguments.integer("heads")
    keyWidth = try arguments.optionalInteger("key_width")
    valueWidth = try arguments.optionalInteger("value_width")
    keyHeads = try arguments.optionalInteger("key_heads")
    bias = try arguments.boolean("bias")
    outputBias = try flag("output_bias")
    output = try arguments.boolean("output")
    queryBias = try flag("query_bias")
    keyBias = try flag("key_bias")
    valueBias = try flag("value_bias")
    norm = HeadNorm(rawValue: try arguments.word("qk_norm")) ?? .none
    learntScale = try arguments.boolean("learnt_scale")
    rotary = arguments.isGiven("rotary") ? try Rotary(try arguments.decimal("rotary"), arguments) : nil
    scoring = try Scoring(arguments)
  }

  /// The values of the arguments that all have.
  var arguments: [ArgumentValue?] {
    [
      .integer(heads), keyWidth.map { .integer($0) }, valueWidth.map { .integer($0) },
      keyHeads.map { .integer($0) }, .boolean(bias), outputBias.map { .boolean($0) }, .boolean(output),
      queryBias.map { .boolean($0) }, keyBias.map { .boolean($0) }, valueBias.map { .boolean($0) },
      .word(norm.rawValue), .boolean(learntScale),
    ] + [rotary.map { .init($0.base) }] + Rotary.values(rotary) + scoring.values
  }

  /// Whether queries, keys, values and the output have biases.
  var biases: (query: Bool, key: Bool, value: Bool, output: Bool) {
    (queryBias ?? bias, keyBias ?? bias, valueBias ?? bias, outputBias ?? bias)
  }

  /// Whether queries are multiplied by a number before the scores.
  var scales: Bool { learntScale || scoring.scale != 1 }
}

/// The norms of queries and keys, over the features of a head.
enum HeadNorm: String, CaseIterable, Hashable, Sendable {
  /// None.
  case none
  /// Over the root of the mean of the squares, with a factor for each feature.
  case rms
  /// Less the mean, over the standard deviation, with a factor and a shift for each feature.
  case layer
  /// Over the length, without weights.
  case l2

  static let epsilon: Float = 1e-6

  /// The tensors for queries or keys with this many features.
  func parameters(_ name: String, width: Factor) -> [Parameter] {
    switch self {
    case .none, .l2: []
    case .rms: [Parameter(name + "_norm_weight", [width], use: .factor)]
    case .layer:
      [
        Parameter(name + "_norm_weight", [width], use: .factor),
        Parameter(name + "_norm_bias", [width], use: .shift),
      ]
    }
  }

  /// Adds the cost of normalising this many heads.
  func addWork(to work: inout Work, heads: [Factor], width: Factor) {
    guard self != .none else { return }
    let features = [width] + heads
    let afterFirst = [Factor("after_first", width.value - 1)] + heads
    work[.multiplications].add(features)
    work[.additions].add(afterFirst)
    work[.divisions].add(features)
    work[.transcendentals].add(heads)
    if self == .l2 {
      work[.comparisons].add(heads)
      return
    }
    // The mean of the squares with its epsilon, and the factors.
    work[.divisions].add(heads)
    work[.additions].add(heads)
    work[.multiplications].add(features)
    guard self == .layer else { return }
    work[.additions].add(afterFirst)
    work[.divisions].add(heads)
    work[.subtractions].add(features)
    work[.additions].add(features)
  }

  /// A head's features, normalised.
  func normalised<N: Number>(_ head: [N], _ weight: Tensor<N>?, _ bias: Tensor<N>?) -> [N] {
    func squares(_ values: [N]) -> N {
      let squares = values.map { $0 * $0 }
      return squares.dropFirst().reduce(squares[0]) { $0 + $1 }
    }
    switch self {
    case .none: return head
    case .l2:
      let length = N.maximum(squares(head).squareRoot(), N(Self.epsilon))
      return head.map { $0 / length }
    case .rms:
      let root = (squares(head) / N(Float(head.count)) + N(Self.epsilon)).squareRoot()
      return head.enumerated().map { $1 / root * (weight?[[$0]] ?? N(1)) }
    case .layer:
      return head.standardised(epsilon: Double(Self.epsilon)).enumerated().map {
        $1 * (weight?[[$0]] ?? N(1)) + (bias?[[$0]] ?? N(0))
      }
    }
  }
}
