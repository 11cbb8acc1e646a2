import ArchGraph
import ArchKernels

/// A learnt coefficient for each channel, and a learnt bias: `y = a[c]*x + b[c]`.
public struct Scale: Operator {
  /// Whether each channel has a bias.
  public var bias: Bool

  /// A scaling of each channel.
  public init(bias: Bool = true) { self.bias = bias }

  /// The name and the arguments.
  public static let signature = Signature(
    "scale", .normalisation, "Each channel times a learnt coefficient, plus a learnt bias.",
    arguments: [.named("bias", .boolean, default: true, "whether each channel adds a bias")],
    notes: [
      "LeNet-5's subsampling is a sum pooling and this; ConvNeXt's layer scale is `scale(bias: false)`."
    ])

  /// Reads the arguments.
  public init(_ arguments: Arguments) throws(ArgumentFault) { bias = try arguments.boolean("bias") }

  /// The arguments of the call.
  public var arguments: [ArgumentValue?] { [.boolean(bias)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try tensor(inputs, rank: 1, "channels")
    return .sameAsInput
  }

  /// `weight [C]` and `bias [C]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let channels = [Factor("channels", inputs[0][0])]
    return [Parameter("weight", channels)] + (bias ? [Parameter("bias", channels)] : [])
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

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// The kernel.
  public func execute(_ run: inout KernelRun) throws(KernelFault) {
    let channels = run.shapes[0][0]
    let out = try run.output(run.shapes[0].dimensions, mayOverwrite: true)
    let factors = try run.weight(0, [channels])
    let shifts = bias ? try run.weight(1, [channels]) : nil
    run.did(.weightReads, run.weightElements)
    let own = run.prepared { _ in
      ChannelFactors(channels: channels, bias: nil, affine: Self.factors(channels, factors, shifts))
    }
    let finish = run.finish(own)
    let done = run.mapChannels(into: out) { channel, count, x, y in
      Loops.finish(count, x, finish, channel: channel, y)
    }
    var perElement = WorkVector()
    perElement[.multiplications] = 1
    perElement[.additions] = bias ? 1 : 0
    run.did(perElement, forElements: done)
  }

  /// Bounds.
  public var finishing: Finishing { .bounds }

  /// The factor and the shift of each channel.
  public func finishStep(_ weights: [UnsafePointer<Float>], of inputs: [Shape]) -> FinishStep? {
    let own = Self.factors(inputs[0][0], weights[0], bias ? weights[1] : nil)
    return .affine(scale: own.scale, shift: own.shift)
  }

  private static func factors(
    _ channels: Int, _ scale: UnsafePointer<Float>, _ shift: UnsafePointer<Float>?
  ) -> (scale: [Float], shift: [Float]) {
    ((0..<channels).map { scale[$0] }, (0..<channels).map { shift?[$0] ?? 0 })
  }

  /// Its form in PyTorch.
  public func pytorch(of inputs: [Shape]) -> PyTorchForm {
    PyTorchForm(
      module: .call(
        "Scale",
        [
          .position("channels", PyTorchLiteral(inputs[0][0])),
          .named("shift", PyTorchLiteral(bias), default: true),
        ]), definitions: [.affine, .channelScale])
  }

  /// Maps and a vector, with and without bias.
  public static let specimens = [
    Specimen(Scale(), on: [3, 2, 4]), Specimen(Scale(bias: false), on: [2, 3, 3]), Specimen(Scale(), on: [4]),
    Specimen(Scale(bias: false), on: [4, 5]),
  ]
}
