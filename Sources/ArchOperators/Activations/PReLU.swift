import ArchGraph

/// The rectified linear unit with a learnt slope for negative elements (He and others 2015).
public struct PReLU: Operator {
  /// Whether all channels share one slope.
  public var shared: Bool

  /// The axis with a slope for each place, counted from the end if negative, or `nil` for the channels.
  public var axis: Int?

  /// The activation with a slope for each channel, or for each place of another axis, or one for all.
  public init(shared: Bool = false, axis: Int? = nil) {
    self.shared = shared
    self.axis = axis
  }

  public static let signature = Signature(
    "prelu", .activation,
    "Rectified linear unit with a learnt slope: `x`, or `slope*x` if `x` is negative.",
    arguments: [
      .named("shared", .boolean, default: false, "whether all channels share one slope"),
      Signature.namedAxis("a slope"),
    ],
    notes: [
      "Each channel has its own slope, as in the paper; PyTorch's default is one slope, `shared: true`."
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    shared = try arguments.boolean("shared")
    axis = try arguments.optionalInteger("axis")
  }

  public var arguments: [ArgumentValue?] { [.boolean(shared), axis.map { .integer($0) }] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    try sameShape(inputs, with: axis)
  }

  /// `weight [C]`, or `weight [1]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    [Parameter("weight", [shared ? Factor("slopes", 1) : places(of: axis, in: inputs[0])], use: .slope)]
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
    let axis = place(of: axis, in: output)
    return Tensor(output) { position in
      let x = inputs[0][position]
      return N.ifNegative(x, weights[0][[shared ? 0 : position[axis]]] * x, else: x)
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .function, axes: .asInput, part: .activation,
      firstAxis: axis == nil && !shared ? .owns("a slope") : nil)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// Maps and a vector, with one slope and with several.
  public static let specimens = [
    Specimen(PReLU(), on: [3, 2, 4]), Specimen(PReLU(), on: [4]),
    Specimen(PReLU(shared: true), on: [3, 2, 4]),
    Specimen(PReLU(shared: true), on: [4]), Specimen(PReLU(), on: [1, 5]),
    Specimen(PReLU(axis: -1), on: [3, 4]), Specimen(PReLU(axis: 1), on: [2, 3, 4]),
    Specimen(PReLU(axis: 0), on: [2, 3]), Specimen(PReLU(shared: true, axis: -1), on: [3, 4]),
  ]
}
