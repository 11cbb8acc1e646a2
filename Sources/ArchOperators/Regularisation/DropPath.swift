import ArchGraph

/// Stochastic depth: a branch is left out at random in training, never at inference (Huang and others 2016).
public struct DropPath: Operator {
  /// The share of examples for which the branch is left out in training.
  public var rate: Double

  /// The layer with this rate.
  public init(_ rate: Double) { self.rate = rate }

  public static let signature = Signature(
    "drop_path", .regularisation,
    "Drops a whole branch at random during training (stochastic depth); does nothing at inference.",
    arguments: [
      .positional(
        "rate", .decimal(0...1), "the share of examples for which the branch is dropped during training")
    ],
    notes: ["Figures are for inference, where it is a view of its input: no work, nothing moved."])

  public init(_ arguments: Arguments) throws(ArgumentFault) { rate = try arguments.decimal("rate") }

  public var arguments: [ArgumentValue?] { [.init(rate)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try single(inputs)
    return .sameAsInput
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// None at inference.
  public func work(from inputs: [Shape], to output: Shape) -> Work { .none }

  /// Only the same element.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// The same elements.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    inputs[0]
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .kept, axes: .asInput, part: .trainingOnly)
  }

  /// In the memory of the input.
  public func placement(of inputs: [Shape]) -> Placement { .view }

  /// A map and a vector.
  public static let specimens = [Specimen(DropPath(0.1), on: [2, 3, 4]), Specimen(DropPath(0), on: [5])]
}
