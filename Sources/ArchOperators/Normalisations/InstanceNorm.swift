import ArchGraph

/// Instance normalisation: each channel brought to mean 0 and variance 1 (Ulyanov and others 2016).
public struct InstanceNorm: Operator {
  /// The number added to the variance.
  public var epsilon: Double

  /// Whether a scale (gamma) is learnt.
  public var scale: Bool

  /// Whether a shift (beta) is learnt.
  public var shift: Bool

  /// An instance normalisation, without learnt parts by default.
  public init(epsilon: Double = 1e-5, scale: Bool = false, shift: Bool = false) {
    self.epsilon = epsilon
    self.scale = scale
    self.shift = shift
  }

  public static let signature = Signature(
    "instance_norm", .normalisation, "Instance normalisation: each channel brought to mean 0 and variance 1.",
    arguments: [
      .named("epsilon", .decimal(0...1), default: 1e-05, "what is added to the variance"),
      .named("scale", .boolean, default: false, "whether a scale (gamma) is learnt for each channel"),
      .named("shift", .boolean, default: false, "whether a shift (beta) is learnt for each channel"),
    ],
    notes: [
      "It learns nothing by default, like PyTorch's `InstanceNorm2d`, and keeps no running statistics.",
      "Mean and variance depend on the data: they are computed each time, and count as work.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    epsilon = try arguments.decimal("epsilon")
    scale = try arguments.boolean("scale")
    shift = try arguments.boolean("shift")
  }

  public var arguments: [ArgumentValue?] { [.init(epsilon), .boolean(scale), .boolean(shift)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try map(inputs)
    return .sameAsInput
  }

  /// `weight [C]` and `bias [C]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let channels = [Factor("channels", inputs[0][0])]
    return (scale ? [Parameter("weight", channels, use: .factor)] : [])
      + (shift ? [Parameter("bias", channels, use: .shift)] : [])
  }

  /// For each channel of `n` elements the mean (`n - 1` additions, a division), the `n` differences from it
  /// (subtractions), the variance (`n` multiplications, `n - 1` additions, a division), an addition and a
  /// square root; for each element a division, and the cost of scale and shift.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    Rows(of: output, along: 1..<output.rank).standardisation(
      of: output.elements, scale: scale, shift: shift, weights: parameters(of: inputs))
  }

  /// All positions.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    .rows(along: 1..<output.rank, of: output)
  }

  /// `y = (x - mean)/sqrt(variance + epsilon)*gamma[c] + beta[c]`, with mean and variance of the channel.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    inputs[0].mapRows(along: 1..<output.rank) { $0.standardised(epsilon: epsilon) }
      .scaledAndShifted(scale, shift, by: weights)
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .standardised, axes: .asInput, part: .normalisation,
      firstAxis: .channels)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// Maps over one to three axes, with and without learnt parts, and of one position.
  public static let specimens = [
    Specimen(InstanceNorm(), on: [2, 3, 4]), Specimen(InstanceNorm(scale: true, shift: true), on: [3, 2, 2]),
    Specimen(InstanceNorm(epsilon: 0.001, scale: true), on: [2, 5]),
    Specimen(InstanceNorm(shift: true), on: [2, 3]),
    Specimen(InstanceNorm(), on: [2, 2, 2, 2]), Specimen(InstanceNorm(), on: [3, 1, 1]),
  ]
}
