import ArchGraph

/// The elements of some axes moved on; those that leave at one end come in at the other.
public struct Roll: Operator {
  /// How far the elements move towards the end, for each of the axes; a single number applies to all of them.
  public var shift: [Int]

  /// The axes, counted from the end if negative.
  public var axes: [Int]

  /// A roll of these axes.
  public init(_ shift: [Int], axes: [Int]) {
    self.shift = shift
    self.axes = axes
  }

  public static let signature = Signature(
    "roll", .shape, "Shifts the elements of axes cyclically.",
    arguments: [
      .positional(
        "shift", .integerList(from: nil), "how far elements move, per axis; negative towards the beginning"),
      .named("axis", .axisList, "the axes to shift"),
    ],
    notes: [
      "`[1, 2, 3, 4]` with a shift of 1 becomes `[4, 1, 2, 3]`: Swin's windows are shifted this way. It moves data.",
      "Along a spatial axis the receptive field is not tracked.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    shift = try arguments.integerList("shift")
    axes = try arguments.axisList("axis")
  }

  public var arguments: [ArgumentValue?] { [.init(oneOrMore: shift), .init(oneOrMore: axes)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try axes(axes, of: entries(inputs, rank: 1, "an axis to roll"))
    guard shift.count == 1 || shift.count == axes.count else {
      throw .conflict(
        "`roll` has \(shift.count) shifts for \(axes.count) axes",
        help: "give one for all axes, or one per axis")
    }
    return .sameAsInput
  }

  /// How far each axis of a shape moves on, less than its extent.
  func distances(in shape: Shape) -> [Int] {
    var distances = [Int](repeating: 0, count: shape.rank)
    for (index, given) in axes.enumerated() {
      let axis = given < 0 ? given + shape.rank : given
      let rest = shift[shift.count == 1 ? 0 : index] % shape[axis]
      distances[axis] = rest < 0 ? rest + shape[axis] : rest
    }
    return distances
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; every element is read and written.
  public func work(from inputs: [Shape], to output: Shape) -> Work { .copy(output.elements) }

  /// The same position if only channels move, or nothing; otherwise not tracked.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    distances(in: output).dropFirst().allSatisfy { $0 == 0 } ? .pointwise : .unknown
  }

  /// `y[…, i, …] = x[…, (i - shift) mod n, …]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let distances = distances(in: output)
    return Tensor(output) { position in
      inputs[0][output.dimensions.indices.map { (position[$0] + output[$0] - distances[$0]) % output[$0] }]
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .asInput, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// One axis and several, in both directions, by nothing and by more than the extent.
  public static let specimens = [
    Specimen(Roll([1], axes: [1]), on: [2, 4, 3]), Specimen(Roll([-2], axes: [-1]), on: [2, 3, 5]),
    Specimen(Roll([1, -1], axes: [1, 2]), on: [2, 3, 4]), Specimen(Roll([2], axes: [2, 1]), on: [2, 3, 4]),
    Specimen(Roll([1, 2, 3], axes: [0, -1, 1]), on: [2, 3, 4]), Specimen(Roll([7], axes: [0]), on: [3, 2]),
    Specimen(Roll([-9], axes: [0]), on: [4]), Specimen(Roll([4], axes: [1]), on: [2, 4]),
    Specimen(Roll([1], axes: [1]), on: [2, 1, 2]), Specimen(Roll([1], axes: [0]), on: [3, 2, 2]),
    Specimen(Roll([1], axes: [0]), on: Shape([4], of: .token)),
  ]
}
