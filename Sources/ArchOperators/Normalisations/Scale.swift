import ArchGraph

/// A learnt coefficient for each channel, and a learnt bias: `y = a[c]*x + b[c]`.
public struct Scale: Operator {
  /// Whether each channel has a bias.
  public var bias: Bool

  /// The axis with a coefficient for each place, counted from the end if negative, or `nil` for the channels.
  public var axis: Int?

  /// A scaling of each channel, or of each place of another axis.
  public init(bias: Bool = true, axis: Int? = nil) {
    self.bias = bias
    self.axis = axis
  }

  public static let signature = Signature(
    "scale", .normalisation, "Multiplies each channel by a learnt coefficient and adds a learnt bias.",
    arguments: [
      .named("bias", .boolean, default: true, "whether each channel adds a bias", as: .detail),
      Signature.namedAxis("a coefficient"),
    ],
    notes: [
      "LeNet-5's subsampling is a sum pooling followed by this; ConvNeXt's layer scale is `scale(bias: false)`.",
      "On rows of features, as transformers have them, layer scale is `scale(bias: false, axis: -1)`.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    bias = try arguments.boolean("bias")
    axis = try arguments.optionalInteger("axis")
  }

  public var arguments: [ArgumentValue?] { [.boolean(bias), axis.map { .integer($0) }] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    try sameShape(inputs, with: axis)
  }

  /// `weight [C]` and `bias [C]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let channels = [places(of: axis, in: inputs[0])]
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
    let axis = place(of: axis, in: output)
    return Tensor(output) { position in
      let scaled = weights[0][[position[axis]]] * inputs[0][position]
      return bias ? scaled + weights[1][[position[axis]]] : scaled
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .standardised, axes: .asInput, part: .normalisation,
      firstAxis: axis == nil ? .owns("a coefficient") : nil)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// Maps and a vector, with and without bias, along each axis.
  public static let specimens = [
    Specimen(Scale(), on: [3, 2, 4]), Specimen(Scale(bias: false), on: [2, 3, 3]), Specimen(Scale(), on: [4]),
    Specimen(Scale(bias: false), on: [4, 5]), Specimen(Scale(bias: false, axis: -1), on: [4, 5]),
    Specimen(Scale(axis: 1), on: [2, 3, 4]), Specimen(Scale(axis: 2), on: [2, 3, 4]),
    Specimen(Scale(axis: 0), on: [3, 4]), Specimen(Scale(axis: -1), on: [4]),
  ]
}
