import ArchGraph

/// The data of each token that is kept for later ones: the rows of earlier tokens, followed by those
/// of the new ones.
public struct TokenCache: Operator {
  /// How many tokens came before.
  public var past: Int

  /// A cache with the rows of this many tokens.
  public init(_ past: Int = 0) { self.past = past }

  public static let signature = Signature(
    "cache", .attention, "Keeps the rows of tokens for those that follow, which come behind them.",
    arguments: [
      .positional("past", .count(from: 0), default: 0, "how many tokens have gone before")
    ],
    notes: [
      "`[T, features]` becomes `[past + T, features]`: the rows of the tokens before are read from a cache, which is no "
        + "parameter. Without a past it is a view of its input.",
      "What of each token is kept, `cache`, is its features: DeepSeek's latent attention keeps a latent vector and a rotary "
        + "key that all heads share. `attend(…, cached: false)` behind it does not count its keys and values besides.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) { past = try arguments.integer("past") }

  public var arguments: [ArgumentValue?] { [.integer(past)] }

  /// The rows of the input after those of earlier tokens.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try tensor(inputs, rank: 2, "rows of features, such as 1 x 512")
    guard input.rank == 2 else { throw .rank(expected: "rows of features, such as 1 x 512", found: input) }
    guard past > 0 else { return .sameAsInput }
    return .extents([
      try Extent(.sum([.named("past", past), .named("tokens", input[0])])), Extent("features", input[1]),
    ])
  }

  /// The cache `past [past, features]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    guard past > 0 else { return [] }
    let extents = [Factor("past", past), Factor("features", inputs[0][1])]
    return [Parameter("past", extents, use: .table, role: .cache)]
  }

  /// No arithmetic; all rows are read and written, unless there are no earlier tokens.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    past > 0 ? .copy([Factor("places", output[0]), Factor("features", output[1])]) : .none
  }

  /// The same feature of a token.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y[t] = past[t]` for earlier tokens, followed by `x[t - past]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    guard past > 0 else { return inputs[0] }
    return Tensor(output) { position in
      position[0] < past ? weights[0][position] : inputs[0][[position[0] - past, position[1]]]
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .rows, part: .arrangement,
      cached: .inputs([0]))
  }

  /// In the memory of the input, unless rows come before it.
  public func placement(of inputs: [Shape]) -> Placement { past > 0 ? .own : .view }

  /// No earlier tokens, one, and more than new ones.
  public static let specimens = [
    Specimen(TokenCache(), on: [3, 4]), Specimen(TokenCache(1), on: [2, 3]),
    Specimen(TokenCache(5), on: [1, 2]), Specimen(TokenCache(2), on: [3, 1]),
  ]
}
