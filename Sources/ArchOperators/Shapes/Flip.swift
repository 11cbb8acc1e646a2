import ArchGraph

/// The elements of some axes in reverse order.
public struct Flip: Operator {
  /// The axes, counted from the end if negative.
  public var axes: [Int]

  /// A reversal of these axes.
  public init(_ axes: [Int]) { self.axes = axes }

  public static let signature = Signature(
    "flip", .shape, "The elements of axes in reverse order.",
    arguments: [
      .positional("axis", .axisList, "the axes to reverse")
    ],
    notes: ["It moves data. Along a spatial axis the receptive field is not tracked."], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) { axes = try arguments.axisList("axis") }

  public var arguments: [ArgumentValue?] { [.init(oneOrMore: axes)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try axes(axes, of: entries(inputs, rank: 1, "an axis to reverse"))
    return .sameAsInput
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; every element is read and written.
  public func work(from inputs: [Shape], to output: Shape) -> Work { .copy(output.elements) }

  /// The same position if only channels are reversed; otherwise not tracked.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    resolved(axes, of: output).allSatisfy { $0 == 0 || output[$0] == 1 } ? .pointwise : .unknown
  }

  /// `y[…, i, …] = x[…, n - 1 - i, …]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let reversed = resolved(axes, of: output)
    return Tensor(output) { position in
      var source = position
      for axis in reversed { source[axis] = output[axis] - 1 - position[axis] }
      return inputs[0][source]
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .asInput, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Each axis, several and all, from the front and the end.
  public static let specimens = [
    Specimen(Flip([0]), on: [5]), Specimen(Flip([0]), on: [3, 2, 4]), Specimen(Flip([1]), on: [2, 3, 4]),
    Specimen(Flip([-1]), on: [2, 3, 4]), Specimen(Flip([1, 2]), on: [2, 3, 4]),
    Specimen(Flip([-1, 0]), on: [3, 4]), Specimen(Flip([0, 1, 2]), on: [2, 2, 3]),
    Specimen(Flip([1]), on: [2, 1, 3]),
    Specimen(Flip([0]), on: Shape([4], of: .token)),
  ]
}
