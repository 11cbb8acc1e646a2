import ArchGraph

/// Batch normalisation (Ioffe and Szegedy 2015) as it acts at inference: one scale and shift for each channel.
public struct BatchNorm: Operator {
  /// The number added to the variance.
  public var epsilon: Double

  /// Whether the scale (gamma) is learnt.
  public var scale: Bool

  /// Whether the shift (beta) is learnt.
  public var shift: Bool

  /// The axis with statistics for each place, counted from the end if negative, or `nil` for the channels.
  public var axis: Int?

  /// A batch normalisation of each channel, or of each place of another axis.
  public init(epsilon: Double = 1e-5, scale: Bool = true, shift: Bool = true, axis: Int? = nil) {
    self.epsilon = epsilon
    self.scale = scale
    self.shift = shift
    self.axis = axis
  }

  public static let signature = Signature(
    "batch_norm", .normalisation, "Batch normalisation: each channel scaled and shifted by its statistics.",
    arguments: [
      .named("epsilon", .decimal(0...1), default: 1e-05, "what is added to the variance"),
      .named("scale", .boolean, default: true, "whether a scale (gamma) is learnt"),
      .named("shift", .boolean, default: true, "whether a shift (beta) is learnt"),
      Signature.namedAxis("statistics"),
    ],
    notes: [
      "Scale and shift are trainable; the running mean and variance are buffers, counted separately.",
      "At inference each element costs one multiplication and one addition; the factors are precomputed.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    epsilon = try arguments.decimal("epsilon")
    scale = try arguments.boolean("scale")
    shift = try arguments.boolean("shift")
    axis = try arguments.optionalInteger("axis")
  }

  public var arguments: [ArgumentValue?] {
    [.init(epsilon), .boolean(scale), .boolean(shift), axis.map { .integer($0) }]
  }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    try sameShape(inputs, with: axis)
  }

  /// `weight [C]` and `bias [C]`, and the buffers `running_mean [C]` and `running_var [C]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let channels = [places(of: axis, in: inputs[0])]
    var parameters: [Parameter] = []
    if scale { parameters.append(Parameter("weight", channels, use: .rescaling)) }
    if shift { parameters.append(Parameter("bias", channels, use: .shift)) }
    parameters.append(Parameter("running_mean", channels, use: .mean, role: .buffer))
    parameters.append(Parameter("running_var", channels, use: .positive, role: .buffer))
    return parameters
  }

  /// One multiplication and one addition for each element.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let elements = Count(output.elements)
    var work = Work()
    work[.multiplications] = elements
    work[.additions] = elements
    work[.weightReads] = Count(
      [Factor("tensors", 2 + (scale ? 1 : 0) + (shift ? 1 : 0)), places(of: axis, in: output)])
    work[.activationReads] = elements
    work[.writes] = elements
    return work
  }

  /// Only the same element.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y = x*s + (beta - mean*s)` with `s = gamma / sqrt(variance + epsilon)`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let mean = weights[weights.count - 2]
    let variance = weights[weights.count - 1]
    let axis = place(of: axis, in: output)
    let factors = (0..<x.shape[axis]).map { channel in
      let gamma = scale ? weights[0][[channel]] : N(1)
      let beta = shift ? weights[scale ? 1 : 0][[channel]] : N(0)
      let factor = N.prepared { gamma / (variance[[channel]] + N(Float(epsilon))).squareRoot() }
      return (factor, N.prepared { beta - mean[[channel]] * factor })
    }
    return Tensor(output) { position in
      let (factor, offset) = factors[position[axis]]
      return x[position] * factor + offset
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .standardised, axes: .asInput, part: .normalisation,
      firstAxis: axis == nil ? .owns("statistics") : nil)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  static func factors(
    _ channels: Int, _ gamma: UnsafePointer<Float>?, _ beta: UnsafePointer<Float>?,
    _ mean: UnsafePointer<Float>, _ variance: UnsafePointer<Float>, epsilon: Float
  ) -> (scale: [Float], shift: [Float]) {
    let scale = (0..<channels).map { (gamma?[$0] ?? 1) / (variance[$0] + epsilon).squareRoot() }
    return (scale, (0..<channels).map { (beta?[$0] ?? 0) - mean[$0] * scale[$0] })
  }

  /// Maps and a vector, with and without learnt parts, along each axis.
  public static let specimens = [
    Specimen(BatchNorm(), on: [3, 2, 4]), Specimen(BatchNorm(), on: [4]),
    Specimen(BatchNorm(scale: false), on: [2, 3]),
    Specimen(BatchNorm(epsilon: 0.001, shift: false), on: [2, 2, 2, 2]),
    Specimen(BatchNorm(axis: -1), on: [3, 4]), Specimen(BatchNorm(shift: false, axis: 1), on: [2, 3, 4]),
    Specimen(BatchNorm(scale: false, shift: false, axis: -1), on: [2, 3, 4]),
    Specimen(BatchNorm(axis: 0), on: [3, 2]),
  ]
}
