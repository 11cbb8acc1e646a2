import ArchGraph

/// A table with a learnt vector for each word of a vocabulary; the vectors of a bag are added up.
public struct EmbeddingBag: Operator {
  /// How the vectors of a bag are combined.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    /// Their sum.
    case sum
    /// Their mean.
    case mean
  }

  /// The number of words.
  public var vocabulary: Int

  /// The number of features of a vector.
  public var features: Int

  /// How the vectors of a bag are combined.
  public var mode: Mode

  /// A table of this many vectors of this many features; by default, the mean of a bag.
  public init(_ vocabulary: Int, _ features: Int, mode: Mode = .mean) {
    self.vocabulary = vocabulary
    self.features = features
    self.mode = mode
  }

  public static let signature = Signature(
    "embedding_bag", .dense, "The sum or mean of the learnt vectors of a bag of tokens.",
    arguments: [
      .positional("vocabulary", .count(), "the number of different tokens"),
      .positional("features", .count(), "the number of features of a vector"),
      .named(
        "mode", .word(Mode.allCases.map(\.rawValue)), default: .word(Mode.mean.rawValue),
        "the sum of the vectors, or their mean"),
    ],
    notes: [
      "Tokens `[bags, n]`, an input `sequence(bags, n)`, become `[bags, features]`.",
      "A row of the table is read for each token, even if the same token occurs more than once.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    vocabulary = try arguments.integer("vocabulary")
    features = try arguments.integer("features")
    mode = Mode(rawValue: try arguments.word("mode")) ?? .mean
  }

  public var arguments: [ArgumentValue?] { [.integer(vocabulary), .integer(features), .word(mode.rawValue)] }

  /// `[bags, n]` tokens become `[bags, features]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard let input = inputs.first, inputs.count == 1 else {
      throw .inputs(expected: "one input", found: inputs.count)
    }
    guard input.element == .token else { throw .element(expected: .token, found: input) }
    guard input.rank == 2 else { throw .rank(expected: "bags of tokens, such as 8 x 20", found: input) }
    return .extents([Extent("bags", input[0]), Extent("features", features)])
  }

  /// `weight [vocabulary, features]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    [Parameter("weight", [Factor("vocabulary", vocabulary), Factor("features", features)], use: .table)]
  }

  /// For each feature of a bag an addition for every token after the first, and a division for the mean; for each token
  /// a row is read.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let (bags, tokens) = (Factor("bags", inputs[0][0]), Factor("tokens", inputs[0][1]))
    let features = Factor("features", features)
    var work = Work()
    work[.additions] = Count([bags, Factor("tokens_after_first", inputs[0][1] - 1), features])
    if mode == .mean { work[.divisions] = Count([bags, features]) }
    work[.weightReads] = Count([bags, tokens, features])
    work[.activationReads] = Count([bags, tokens])
    work[.writes] = Count([bags, features])
    return work
  }

  /// Any token of a bag.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y[b, d] = Σ weight[x[b, t], d]`, over `n` for the mean.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let count = inputs[0].shape[1]
    return Tensor(output) { position in
      let rows = (0..<count).map { token in
        inputs[0][[position[0], token]].entry(of: vocabulary) { weights[0][[$0, position[1]]] }
      }
      let sum = rows.dropFirst().reduce(rows[0]) { $0 + $1 }
      return mode == .mean ? sum / N(Float(count)) : sum
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .standardised, axes: .rows, part: .layer,
      vocabulary: vocabulary)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Bags of one token and of several, smaller and larger than the vocabulary.
  public static let specimens: [Specimen<EmbeddingBag>] = Mode.allCases.flatMap { mode in
    [
      Specimen(EmbeddingBag(5, 4, mode: mode), on: Shape([3, 2], of: .token)),
      Specimen(EmbeddingBag(3, 2, mode: mode), on: Shape([2, 7], of: .token)),
      Specimen(EmbeddingBag(4, 3, mode: mode), on: Shape([4, 1], of: .token)),
    ]
  }
}
