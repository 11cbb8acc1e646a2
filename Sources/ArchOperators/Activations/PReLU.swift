import ArchGraph

/// The rectified linear unit with a learnt slope for negative elements (He and others 2015).
public struct PReLU: Operator {
  /// Whether all channels have one slope.
  public var shared: Bool

  /// The activation with a slope for each channel, or one for all.
  public init(shared: Bool = false) { self.shared = shared }

  public static let signature = Signature(
    "prelu", .activation,
    "Rectified linear unit with a learnt slope: `x`, or `slope*x` where it is negative.",
    arguments: [.named("shared", .boolean, default: false, "whether all channels have one slope")],
    notes: [
      "Each channel has a slope of its own, as in the paper; PyTorch's default is one slope, `shared: true`."
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) { shared = try arguments.boolean("shared") }

  public var arguments: [ArgumentValue?] { [.boolean(shared)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try tensor(inputs, rank: 1, "channels")
    return .sameAsInput
  }

  /// `weight [C]`, or `weight [1]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    [Parameter("weight", [shared ? Factor("slopes", 1) : Factor("channels", inputs[0][0])], use: .slope)]
  }

  /// One multiplication and one comparison for each element.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.multiplications] = Count(output.elements)
    work[.comparisons] = Count(output.elements)
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work[.activationReads] = Count(output.elements)
    work[.writes] = Count(output.elements)
    return work
  }

  /// Only the same element.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `x` or `slope[c]*x`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      let x = inputs[0][position]
      return N.ifNegative(x, weights[0][[shared ? 0 : position[0]]] * x, else: x)
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .function, axes: .asInput, part: .activation)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// Maps and a vector, with one slope and with several.
  public static let specimens = [
    Specimen(PReLU(), on: [3, 2, 4]), Specimen(PReLU(), on: [4]),
    Specimen(PReLU(shared: true), on: [3, 2, 4]),
    Specimen(PReLU(shared: true), on: [4]), Specimen(PReLU(), on: [1, 5]),
  ]
}
