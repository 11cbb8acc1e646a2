import ArchGraph

/// A learnt number added to each channel: `y = x + b[c]`.
public struct Bias: Operator {
  /// The axis with a number for each place, counted from the end if negative, or `nil` for the channels.
  public var axis: Int?

  /// A bias for each channel, or for each place of another axis.
  public init(axis: Int? = nil) { self.axis = axis }

  public static let signature = Signature(
    "bias", .normalisation, "Adds a learnt number to each channel.",
    arguments: [Signature.namedAxis("a number")],
    notes: [
      "It is for a layer without a bias of its own, or one whose result goes through a product before the bias is added.",
      "A graph convolution has it after the product with the neighbours, where the features are the last axis: `bias(axis: -1)`.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    axis = try arguments.optionalInteger("axis")
  }

  public var arguments: [ArgumentValue?] { [axis.map { .integer($0) }] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape { try sameShape(inputs, with: axis) }

  /// `bias [C]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    [Parameter("bias", [places(of: axis, in: inputs[0])], use: .shift)]
  }

  /// One addition for each element.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.additions] = Count(output.elements)
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work[.activationReads] = Count(output.elements)
    work[.writes] = Count(output.elements)
    return work
  }

  /// Only the same element.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y = x + b[c]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let axis = place(of: axis, in: output)
    return Tensor(output) { inputs[0][$0] + weights[0][[$0[axis]]] }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .kept, axes: .asInput, part: .normalisation,
      firstAxis: axis == nil ? .owns("a number") : nil)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// Maps, rows and a vector, along each axis.
  public static let specimens = [
    Specimen(Bias(), on: [3, 2, 4]), Specimen(Bias(), on: [4]), Specimen(Bias(axis: -1), on: [4, 5]),
    Specimen(Bias(axis: 1), on: [2, 3, 4]), Specimen(Bias(axis: -1), on: [2, 3, 4]),
    Specimen(Bias(axis: 0), on: [3, 2]),
  ]
}
