import ArchGraph

/// Attention whose weights are products of features of queries and keys (Katharopoulos and others 2020).
public struct LinearAttention: Operator {
  /// The number of heads.
  public var heads: Int

  /// Whether a token sees only itself and earlier tokens.
  public var causal: Bool

  /// The function that computes features of queries and keys.
  public var feature: Feature

  /// Whether the weights of a query are divided by their sum.
  public var normalize: Bool

  /// The number added to the dividing sum.
  public var epsilon: Double

  /// A function that computes features of queries and keys.
  public enum Feature: String, CaseIterable, Hashable, Sendable {
    /// `elu(x) + 1`.
    case elu
    /// The rectifier.
    case relu
    /// The elements as they are.
    case none
  }

  /// Linear attention of this many heads.
  public init(
    _ heads: Int, causal: Bool = false, feature: Feature = .elu, normalize: Bool = true,
    epsilon: Double = 1e-6
  ) {
    self.heads = heads
    self.causal = causal
    self.feature = feature
    self.normalize = normalize
    self.epsilon = epsilon
  }

  public static let signature = Signature(
    "linear_attention", .attention,
    "Attention without a softmax: the product of keys and values first, whatever the number of tokens.",
    inputs: .exactly(["q", "k", "v"]),
    arguments: [
      .positional("heads", .count(), "the number of heads"),
      .named("causal", .boolean, default: false, "whether a token sees only itself and those before it"),
      .named(
        "feature", .word(Feature.allCases.map(\.rawValue)), default: "elu",
        "what turns queries and keys into features: `elu(x) + 1`, `relu(x)` or `x` itself"),
      .named(
        "normalize", .boolean, default: true, "whether the weights of a query are divided by their sum"),
      .named(
        "epsilon", .decimal(0 ... .infinity), default: 1e-6, "what is added to that sum", as: .detail),
    ],
    notes: [
      "`y = f(q) (f(k)^T v)/(f(q) Σ f(k) + epsilon)` in each head, of `q [T, heads*key_width]`, `k [S, "
        + "heads*key_width]` and `v [S, heads*value_width]`; use `dense` for projections.",
      "Both products, and that of the queries with the sum of the keys, are counted as multiply-adds. With "
        + "`causal` the sums grow token by token, which takes the same work.",
      "`elu(x) + 1` is computed as `exp(x)` if `x` is negative, otherwise `x + 1`: an exponential, an addition "
        + "and a comparison per element.",
      "With `feature: none` features may be negative and their sum close to 0: use `normalize: false` with it.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    heads = try arguments.integer("heads")
    causal = try arguments.boolean("causal")
    feature = Feature(rawValue: try arguments.word("feature")) ?? .elu
    normalize = try arguments.boolean("normalize")
    epsilon = try arguments.decimal("epsilon")
  }

  public var arguments: [ArgumentValue?] {
    [
      .integer(heads), .boolean(causal), .word(feature.rawValue), .boolean(normalize), .init(epsilon),
    ]
  }

  /// `[T, heads*key_width]` becomes `[T, heads*value_width]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let inputs = try sequences(inputs)
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    for (what, features) in [("its \(q[1]) features", q[1]), ("the \(v[1]) features of its values", v[1])]
    where heads < 1 || features % heads != 0 {
      throw .indivisible(what: what, count: features, by: "heads", divisor: heads)
    }
    try expect(
      1, of: inputs, toBe: [causal ? q[0] : k[0], q[1]],
      help: causal
        ? "with `causal` it must have the shape of `q`: \(q)"
        : "a key must have as many features as a query: \(q[1])")
    try expect(
      2, of: inputs, toBe: [k[0], v[1]], help: "each of the \(k[0]) keys needs a value")
    return .extents([Extent("tokens", q[0]), Extent("value_features", v[1])])
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// The features, the products of keys with values and of queries with these, and the dividing sum.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let heads = Factor("heads", max(1, heads))
    let keyWidth = Factor("key_width", inputs[0][1] / heads.value)
    let valueWidth = Factor("value_width", inputs[2][1] / heads.value)
    let (queries, keys) = ([Factor("tokens", inputs[0][0])], [Factor("memory_tokens", inputs[1][0])])
    var work = Work()
    for rows in [queries, keys] {
      work.add(.multiplyAdds, for: rows + [heads, keyWidth, valueWidth])
      let elements = rows + [heads, keyWidth]
      switch feature {
      case .elu:
        work.add(.exponentials, for: elements)
        work.add(.additions, for: elements)
        work.add(.comparisons, for: elements)
      case .relu: work.add(.comparisons, for: elements)
      case .none: break
      }
    }
    if normalize {
      work.add(.multiplyAdds, for: queries + [heads, keyWidth])
      work.add(.additions, for: [Factor("keys_after_first", keys[0].value - 1), heads, keyWidth])
      work.add(.additions, for: queries + [heads])
      work.add(.divisions, for: queries + [heads, valueWidth])
    }
    work.readAll(of: inputs, Self.signature)
    work[.writes] = Count(queries + [heads, valueWidth])
    return work
  }

  /// All tokens.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y[t] = f(q[t]) (Σ f(k[s]) v[s]^T)/(f(q[t]) Σ f(k[s]) + epsilon)` in each head, over all tokens or those up to `t`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let keyWidth = inputs[0].shape[1] / heads
    let valueWidth = inputs[2].shape[1] / heads
    let (q, k) = (inputs[0].values.map(features), inputs[1].values.map(features))
    var y = [N](repeating: N(0), count: output[0] * output[1])
    for head in 0..<heads {
      let (key, value) = (head * keyWidth, head * valueWidth)
      func row(_ values: [N], _ token: Int) -> ArraySlice<N> {
        values[token * heads * keyWidth + key..<token * heads * keyWidth + key + keyWidth]
      }
      var products = [[N]](repeating: [N](repeating: N(0), count: valueWidth), count: keyWidth)
      var sums: [N] = []
      func take(_ token: Int) {
        let features = Array(row(k, token))
        if normalize { sums = sums.isEmpty ? features : zip(sums, features).map { $0 + $1 } }
        for (place, feature) in features.enumerated() {
          for j in 0..<valueWidth {
            products[place][j].accumulate(feature, times: inputs[2][[token, value + j]])
          }
        }
      }
      if !causal { for token in 0..<inputs[1].shape[0] { take(token) } }
      for token in 0..<output[0] {
        if causal { take(token) }
        let query = Array(row(q, token))
        var divisor = N(0)
        for (feature, sum) in zip(query, sums) { divisor.accumulate(feature, times: sum) }
        if normalize { divisor = divisor + N(Float(epsilon)) }
        for j in 0..<valueWidth {
          var sum = N(0)
          for (place, feature) in query.enumerated() { sum.accumulate(feature, times: products[place][j]) }
          y[token * output[1] + value + j] = normalize ? sum / divisor : sum
        }
      }
    }
    return Tensor(output, y)
  }

  /// A feature of one element of a query or a key.
  private func features<N: Number>(_ x: N) -> N {
    switch feature {
    case .elu: N.ifNegative(x, x.exponential(), else: x + N(1))
    case .relu: N.maximum(x, N(0))
    case .none: x
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .standardised, axes: .rows, part: .layer,
      lastAxis: .features)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Every feature, causal and not, with and without the divisor, different numbers of tokens, one element.
  public static let specimens = [
    Specimen(LinearAttention(2), on: [[4, 6], [4, 6], [4, 6]]),
    Specimen(LinearAttention(2), on: [[3, 4], [5, 4], [5, 8]]),
    Specimen(LinearAttention(3, causal: true), on: [[4, 6], [4, 6], [4, 3]]),
    Specimen(LinearAttention(1, feature: .relu, epsilon: 0.5), on: [[4, 3], [2, 3], [2, 5]]),
    Specimen(
      LinearAttention(1, causal: true, feature: .relu, normalize: false), on: [[3, 3], [3, 3], [3, 4]]),
    Specimen(LinearAttention(2, feature: .none, normalize: false), on: [[5, 4], [3, 4], [3, 2]]),
    Specimen(
      LinearAttention(2, causal: true, feature: .none, normalize: false), on: [[3, 4], [3, 4], [3, 4]]),
    Specimen(LinearAttention(1), on: [[1, 1], [1, 1], [1, 1]]),
  ]
}
