import ArchGraph

/// A learnt coefficient for each channel, and a learnt bias: `y = a[c]*x + b[c]`.
public struct Scale: Operator {
  /// Whether each channel has a bias.
  public var bias: Bool

  /// A scaling of each channel.
  public init(bias: Bool = true) { self.bias = bias }

  public static let signature = Signature(
    "scale", .normalisation, "Each channel times a learnt coefficient, plus a learnt bias.",
    arguments: [.named("bias", .boolean, default: true, "whether each channel adds a bias", as: .detail)],
    notes: [
      "LeNet-5's subsampling is a sum pooling and this; ConvNeXt's layer scale is `scale(bias: false)`."
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) { bias = try arguments.boolean("bias") }

  public var arguments: [ArgumentValue?] { [.boolean(bias)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try tensor(inputs, rank: 1, "channels")
    return .sameAsInput
  }

  /// `weight [C]` and `bias [C]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let channels = [Factor("channels", inputs[0][0])]
    return [Parameter("weight", channels, use: .rescaling)]
      + (bias ? [Parameter("bias", channels, use: .shift)] : [])
  }

  /// One multiplication for each element, and one addition for a bias.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.multiplications] = Count(output.elements)
    if bias { work[.additions] = Count(output.elements) }
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work[.activationReads] = Count(output.elements)
    work[.writes] = Count(output.elements)
    return work
  }

  /// Only the same element.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y = a[c]*x + b[c]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      let scaled = weights[0][[position[0]]] * inputs[0][position]
      return bias ? scaled + weights[1][[position[0]]] : scaled
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .standardised, axes: .asInput, part: .normalisation)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// Maps and a vector, with and without bias.
  public static let specimens = [
    Specimen(Scale(), on: [3, 2, 4]), Specimen(Scale(bias: false), on: [2, 3, 3]), Specimen(Scale(), on: [4]),
    Specimen(Scale(bias: false), on: [4, 5]),
  ]
}
