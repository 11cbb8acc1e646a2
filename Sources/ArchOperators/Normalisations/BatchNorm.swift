import ArchGraph
import ArchKernels

/// Batch normalisation (Ioffe and Szegedy 2015) as it acts at inference: one scale and shift for each channel.
public struct BatchNorm: Operator {
  /// What is added to the variance.
  public var epsilon: Double
  /// Whether the scale (gamma) is learnt.
  public var scale: Bool
  /// Whether the shift (beta) is learnt.
  public var shift: Bool

  /// A batch normalisation.
  public init(epsilon: Double = 1e-5, scale: Bool = true, shift: Bool = true) {
    self.epsilon = epsilon
    self.scale = scale
    self.shift = shift
  }

  /// The name and the arguments.
  public static let signature = Signature(
    "batch_norm", .normalisation, "Batch normalisation: each channel scaled and shifted by its statistics.",
    arguments: [
      .named("epsilon", .decimal(0...1), default: 1e-05, "what is added to the variance"),
      .named("scale", .boolean, default: true, "whether a scale (gamma) is learnt"),
      .named("shift", .boolean, default: true, "whether a shift (beta) is learnt"),
    ],
    notes: [
      "Scale and shift are trainable; the running mean and variance are buffers, counted apart.",
      "At inference each element costs one multiplication and one addition; the factors are prepared ahead.",
    ])

  /// Reads the arguments.
  public init(_ arguments: Arguments) throws(ArgumentFault) {
    epsilon = try arguments.decimal("epsilon")
    scale = try arguments.boolean("scale")
    shift = try arguments.boolean("shift")
  }

  /// The arguments of the call.
  public var arguments: [ArgumentValue?] { [.init(epsilon), .boolean(scale), .boolean(shift)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try tensor(inputs, rank: 1, "channels")
    return .sameAsInput
  }

  /// `weight [C]` and `bias [C]`, and the buffers `running_mean [C]` and `running_var [C]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let channels = [Factor("channels", inputs[0][0])]
    var parameters: [Parameter] = []
    if scale { parameters.append(Parameter("weight", channels)) }
    if shift { parameters.append(Parameter("bias", channels)) }
    parameters.append(Parameter("running_mean", channels, role: .buffer))
    parameters.append(Parameter("running_var", channels, role: .buffer))
    return parameters
  }

  /// One multiplication and one addition for each element.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let elements = Count(output.elements)
    var work = Work()
    work[.multiplications] = elements
    work[.additions] = elements
    work[.weightReads] = Count(
      [Factor("tensors", 2 + (scale ? 1 : 0) + (shift ? 1 : 0)), Factor("channels", output[0])])
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
    let factors = (0..<x.shape[0]).map { channel in
      let gamma = scale ? weights[0][[channel]] : N(1)
      let beta = shift ? weights[scale ? 1 : 0][[channel]] : N(0)
      let factor = N.prepared { gamma / (variance[[channel]] + N(Float(epsilon))).squareRoot() }
      return (factor, N.prepared { beta - mean[[channel]] * factor })
    }
    return Tensor(output) { position in
      let (factor, offset) = factors[position[0]]
      return x[position] * factor + offset
    }
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// The kernel.
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let shape = run.shapes[0]
    let channels = shape[0]
    let out = try run.output(shape.dimensions, mayOverwrite: true)
    let gamma = scale ? try run.weight(0, [channels]) : nil
    let beta = shift ? try run.weight(scale ? 1 : 0, [channels]) : nil
    let mean = try run.weight((scale ? 1 : 0) + (shift ? 1 : 0), [channels])
    let variance = try run.weight((scale ? 1 : 0) + (shift ? 1 : 0) + 1, [channels])
    let factors = run.prepared { _ in
      ChannelFactors(
        channels: channels, bias: nil,
        affine: Self.factors(channels, gamma, beta, mean, variance, epsilon: Float(epsilon)))
    }
    let finish = run.finish(factors)
    let done = run.mapChannels(into: out) { channel, count, x, y in
      Loops.finish(count, x, finish, channel: channel, y)
    }
    run.did(.weightReads, run.weightElements)
    var perElement = WorkVector()
    perElement[.multiplications] = 1
    perElement[.additions] = 1
    run.did(perElement, forElements: done)
  }

  /// Bounds.
  public var finishing: Finishing { .bounds }

  /// The factor and the shift of each channel.
  public func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? {
    let own = Self.factors(
      inputs[0][0], scale ? weights[0] : nil, shift ? weights[scale ? 1 : 0] : nil,
      weights[weights.count - 2], weights[weights.count - 1], epsilon: Float(epsilon))
    return .affine(scale: own.scale, shift: own.shift)
  }

  private static func factors(
    _ channels: Int, _ gamma: UnsafePointer<Float>?, _ beta: UnsafePointer<Float>?,
    _ mean: UnsafePointer<Float>, _ variance: UnsafePointer<Float>, epsilon: Float
  ) -> (scale: [Float], shift: [Float]) {
    let scale = (0..<channels).map { (gamma?[$0] ?? 1) / (variance[$0] + epsilon).squareRoot() }
    return (scale, (0..<channels).map { (beta?[$0] ?? 0) - mean[$0] * scale[$0] })
  }

  /// Its form in PyTorch.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    let arguments: [PyTorchArgument] = [
      .position("num_features", PyTorchLiteral(inputs[0][0])),
      .named("eps", PyTorchLiteral(epsilon), default: 1e-5),
    ]
    guard scale == shift, inputs[0].rank <= 4 else {
      return PyTorchForm(
        module: .call(
          "BatchNorm",
          arguments + [
            .named("scale", PyTorchLiteral(scale), default: true),
            .named("shift", PyTorchLiteral(shift), default: true),
          ]), definitions: [.affine, .batchNorm])
    }
    return PyTorchForm(
      module: .call(
        "nn.BatchNorm\(max(1, inputs[0].rank - 1))d",
        arguments + [.named("affine", PyTorchLiteral(scale), default: true)]))
  }

  /// Maps and a vector, with and without learnt parts.
  public static let specimens = [
    Specimen(BatchNorm(), on: [3, 2, 4]), Specimen(BatchNorm(), on: [4]),
    Specimen(BatchNorm(scale: false), on: [2, 3]),
    Specimen(BatchNorm(epsilon: 0.001, shift: false), on: [2, 2, 2, 2]),
  ]
}
