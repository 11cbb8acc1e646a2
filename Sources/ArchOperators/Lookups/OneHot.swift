import ArchGraph

/// A vector for each index, with 1 at the index and 0 elsewhere.
public struct OneHot: Operator {
  /// How many indices there are.
  public var classes: Int

  /// Vectors with this many numbers.
  public init(_ classes: Int) { self.classes = classes }

  public static let signature = Signature(
    "one_hot", .sampling, "A vector for each index, with 1 at the index and 0 elsewhere.",
    arguments: [
      .positional("classes", .count(), "the number of different indices: the features of a vector")
    ],
    notes: [
      "`[T]` becomes `[T, classes]`. It takes tokens, or values that are whole numbers, as `arg_max` gives them; "
        + "one below 0 counts as 0, one beyond the end as the last.",
      "It is a lookup in the unit matrix, without arithmetic.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) { classes = try arguments.integer("classes") }

  public var arguments: [ArgumentValue?] { [.integer(classes)] }

  /// `[…]` becomes `[…, classes]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard let input = inputs.first, inputs.count == 1 else {
      throw .inputs(expected: "one input", found: inputs.count)
    }
    guard input.rank >= 1 else { throw .rank(expected: "indices, or tokens", found: input) }
    return .extents(input.factors("in_").map { Extent($0.name, $0.value) } + [Extent("classes", classes)])
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; every index is read and its vector written.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    .copy(inputs[0].factors("in_"), to: output.elements)
  }

  /// Only the same index, if the positions are those of one sequence.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    inputs[0].rank == 1 ? .pointwise : .everything
  }

  /// `y[…, c] = 1` where `x[…] = c`, otherwise 0.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      inputs[0][Array(position.dropLast())].entry(of: classes) {
        N($0 == position[position.count - 1] ? 1 : 0)
      }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .oneOf(classes), axes: .rows,
      part: .arrangement, sumsToOne: -1, vocabulary: classes)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Indices of one axis and of several, tokens, one class and more classes than indices.
  public static let specimens = [
    Specimen(OneHot(4), on: [3]), Specimen(OneHot(3), on: [2, 3]), Specimen(OneHot(1), on: [2]),
    Specimen(OneHot(5), on: [1]), Specimen(OneHot(2), on: [2, 1, 3]),
    Specimen(OneHot(6), on: Shape([4], of: .token)), Specimen(OneHot(3), on: Shape([2, 3], of: .token)),
  ]
}
