import ArchGraph

/// Learnt tokens put before a sequence: the class token of BERT and ViT.
public struct ClassToken: Operator {
  /// The number of tokens.
  public var tokens: Int

  /// This many learnt tokens before a sequence.
  public init(_ tokens: Int = 1) { self.tokens = tokens }

  public static let signature = Signature(
    "class_token", .dense, "Puts learnt tokens before a sequence of features.",
    arguments: [.positional("tokens", .count(), default: 1, "the number of tokens")],
    notes: [
      "ViT has one, DeiT a second for distillation. It copies and computes nothing; "
        + "`slice(0, to: 1)` extracts the first token again."
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) { tokens = try arguments.integer("tokens") }

  public var arguments: [ArgumentValue?] { [.integer(tokens)] }

  /// `[T, D]` becomes `[tokens + T, D]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try single(inputs)
    guard input.rank == 2 else { throw .rank(expected: "rows of features, such as 196 x 768", found: input) }
    return .extents([
      try Extent(.sum([.named("class_tokens", tokens), .named("tokens", input[0])])),
      Extent("in_features", input[1]),
    ])
  }

  /// `weight [tokens, D]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    [Parameter("weight", [Factor("class_tokens", tokens), features(inputs[0])], use: .table)]
  }

  func features(_ shape: Shape) -> Factor { Factor("in_features", shape[1]) }

  /// No arithmetic; every element is read and written.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work[.activationReads] = Count([Factor("tokens", inputs[0][0]), features(inputs[0])])
    work[.writes] = Count([Factor("out_tokens", output[0]), features(output)])
    return work
  }

  /// Only the same feature.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y = [weight, x]`, one after the other.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output, weights[0].values + inputs[0].values)
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .standardised, axes: .rows, part: .layer,
      lastAxis: .features)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// One token and two.
  public static let specimens = [
    Specimen(ClassToken(), on: [3, 4]), Specimen(ClassToken(2), on: [4, 2]),
    Specimen(ClassToken(), on: [1, 1]),
  ]
}
