import ArchGraph

/// A table with a learnt vector for each word of a vocabulary.
public struct Embedding: Operator {
  /// The number of words.
  public var vocabulary: Int

  /// The number of features of a vector.
  public var features: Int

  /// A table of this many vectors of this many features.
  public init(_ vocabulary: Int, _ features: Int) {
    self.vocabulary = vocabulary
    self.features = features
  }

  public static let signature = Signature(
    "embedding", .dense, "A learnt vector for each token, looked up in a table.",
    arguments: [
      .positional("vocabulary", .count(), "the number of different tokens"),
      .positional("features", .count(), "the number of features of a vector"),
    ],
    notes: [
      "It copies rows and computes nothing. `[T]` tokens become `[T, features]`, `[…]` become `[…, features]`.",
      "A row of the table is read for each token, even if the same token occurs more than once.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    vocabulary = try arguments.integer("vocabulary")
    features = try arguments.integer("features")
  }

  public var arguments: [ArgumentValue?] { [.integer(vocabulary), .integer(features)] }

  /// `[T]` tokens become `[T, features]`, and `[…]` become `[…, features]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard let input = inputs.first, inputs.count == 1 else {
      throw .inputs(expected: "one input", found: inputs.count)
    }
    guard input.element == .token else { throw .element(expected: .token, found: input) }
    guard input.rank >= 1 else { throw .rank(expected: "tokens", found: input) }
    return .extents(tokens(input).map { Extent($0.name, $0.value) } + [Extent("features", features)])
  }

  private func tokens(_ input: Shape) -> [Factor] {
    input.rank == 1 ? [Factor("tokens", input[0])] : input.factors("in_")
  }

  /// `weight [vocabulary, features]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    [Parameter("weight", [Factor("vocabulary", vocabulary), Factor("features", features)], use: .table)]
  }

  /// No arithmetic; for each token a row is read and written.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let tokens = tokens(inputs[0])
    let elements = tokens + [Factor("features", features)]
    var work = Work()
    work[.weightReads] = Count(elements)
    work[.activationReads] = Count(tokens)
    work[.writes] = Count(elements)
    return work
  }

  /// Only the same token of a sequence; with several axes the last one changes.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    inputs[0].rank == 1 ? .pointwise : .everything
  }

  /// `y[…, d] = weight[x[…], d]`.
  ///
  /// A number of a definition is not an index, so the row is found by comparisons, which are not part of the layer's
  /// work.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      let (token, feature) = (inputs[0][Array(position.dropLast())], position[position.count - 1])
      return N.prepared {
        (0..<vocabulary - 1).reversed().reduce(weights[0][[vocabulary - 1, feature]]) { later, word in
          N.ifNegative(token - N(Float(word) + 0.5), weights[0][[word, feature]], else: later)
        }
      }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .standardised, axes: .rows, part: .layer,
      vocabulary: vocabulary)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Sequences shorter and longer than the vocabulary, one token, and several sequences.
  public static let specimens = [
    Specimen(Embedding(5, 4), on: Shape([3], of: .token)),
    Specimen(Embedding(3, 2), on: Shape([7], of: .token)),
    Specimen(Embedding(1, 3), on: Shape([1], of: .token)),
    Specimen(Embedding(4, 3), on: Shape([2, 3], of: .token)),
    Specimen(Embedding(3, 2), on: Shape([2, 1, 2], of: .token)),
  ]
}
