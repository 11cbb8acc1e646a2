import ArchGraph

/// Dropout: elements are set to zero at random in training, none at inference (Srivastava and others 2014).
public struct Dropout: Operator {
  /// The share of elements that are set to zero in training.
  public var rate: Double

  /// The layer with this rate.
  public init(_ rate: Double = 0.5) { self.rate = rate }

  public static let signature = Signature(
    "dropout", .regularisation, "Sets elements to zero at random during training; does nothing at inference.",
    arguments: [
      .positional(
        "rate", .decimal(0...1), default: 0.5, "the share of elements set to zero during training")
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
  public static let specimens = [Specimen(Dropout(), on: [2, 3, 4]), Specimen(Dropout(0), on: [5])]
}
