import ArchGraph

/// Group normalisation: each group of channels brought to mean 0 and variance 1 (Wu and He 2018).
public struct GroupNorm: Operator {
  /// How many groups the channels are split into.
  public var groups: Int

  /// The number added to the variance.
  public var epsilon: Double

  /// Whether the scale (gamma) is learnt.
  public var scale: Bool

  /// Whether the shift (beta) is learnt.
  public var shift: Bool

  /// A normalisation over each of this many groups of channels.
  public init(_ groups: Int, epsilon: Double = 1e-5, scale: Bool = true, shift: Bool = true) {
    self.groups = groups
    self.epsilon = epsilon
    self.scale = scale
    self.shift = shift
  }

  public static let signature = Signature(
    "group_norm", .normalisation,
    "Group normalisation: each group of channels brought to mean 0 and variance 1.",
    arguments: [
      .positional("groups", .count(), "how many groups the channels are split into"),
      .named("epsilon", .decimal(0...1), default: 1e-05, "what is added to the variance"),
      .named("scale", .boolean, default: true, "whether a scale (gamma) is learnt for each channel"),
      .named("shift", .boolean, default: true, "whether a shift (beta) is learnt for each channel"),
    ],
    notes: ["Mean and variance depend on the data: they are computed each time, and count as work."])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    groups = try arguments.integer("groups")
    epsilon = try arguments.decimal("epsilon")
    scale = try arguments.boolean("scale")
    shift = try arguments.boolean("shift")
  }

  public var arguments: [ArgumentValue?] {
    [.integer(groups), .init(epsilon), .boolean(scale), .boolean(shift)]
  }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try tensor(inputs, rank: 1, "channels")
    guard groups >= 1, input[0] % groups == 0 else {
      throw .indivisible(what: "its \(input[0]) channels", count: input[0], by: "groups", divisor: groups)
    }
    return .sameAsInput
  }

  /// `weight [C]` and `bias [C]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let channels = [Factor("channels", inputs[0][0])]
    return (scale ? [Parameter("weight", channels, use: .factor)] : [])
      + (shift ? [Parameter("bias", channels, use: .shift)] : [])
  }

  /// For each group of `n` elements the mean (`n - 1` additions, a division), the `n` differences from it
  /// (subtractions), the variance (`n` multiplications, `n - 1` additions, a division), an addition and a
  /// square root; for each element a division, and the cost of scale and shift.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let length = (output.elementCount ?? Int.max) / groups
    return Rows(count: [Factor("groups", groups)], length: length).standardisation(
      of: output.elements, scale: scale, shift: shift, weights: parameters(of: inputs))
  }

  /// All positions.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    .rows(along: 0..<output.rank, of: output)
  }

  /// `y = (x - mean)/sqrt(variance + epsilon)*gamma[c] + beta[c]`, with mean and variance of the group.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let grouped = Tensor(Shape([groups, x.values.count / groups]), x.values)
    let standardised = grouped.mapRows(along: 1..<2) { $0.standardised(epsilon: epsilon) }
    return Tensor(output, standardised.values).scaledAndShifted(scale, shift, by: weights)
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .standardised, axes: .asInput, part: .normalisation,
      firstAxis: .channels)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// Maps and a vector; one group, as many as channels, with and without learnt parts.
  public static let specimens = [
    Specimen(GroupNorm(2), on: [4, 2, 3]), Specimen(GroupNorm(1), on: [3, 2, 2]),
    Specimen(GroupNorm(3), on: [3, 4]), Specimen(GroupNorm(2), on: [6]),
    Specimen(GroupNorm(2, epsilon: 0.001, scale: false), on: [4, 3]),
    Specimen(GroupNorm(2, shift: false), on: [4, 3]),
    Specimen(GroupNorm(2, scale: false, shift: false), on: [2, 2, 2, 2]), Specimen(GroupNorm(2), on: [2]),
  ]
}

extension Tensor {
  /// Each channel times its scale plus its shift, if there are any.
  func scaledAndShifted(_ scale: Bool, _ shift: Bool, by weights: [Tensor]) -> Tensor {
    Tensor(shape) { position in
      var y = self[position]
      if scale, let gamma = weights.first { y = y * gamma[[position[0]]] }
      if shift, let beta = weights.last { y = y + beta[[position[0]]] }
      return y
    }
  }
}
