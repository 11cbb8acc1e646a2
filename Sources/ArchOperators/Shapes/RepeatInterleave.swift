import ArchGraph

/// Each element of an axis repeated.
public struct RepeatInterleave: Operator {
  /// How often each element occurs.
  public var repeats: Int

  /// The axis, counted from the end if negative.
  public var axis: Int

  /// A repetition of the elements of an axis.
  public init(_ repeats: Int, axis: Int) {
    self.repeats = repeats
    self.axis = axis
  }

  public static let signature = Signature(
    "repeat_interleave", .shape, "Repeats each element of an axis, with the copies side by side.",
    arguments: [
      .positional("repeats", .count(), "how often each element occurs in the output"),
      .named("axis", .integer, "the axis; negative counts from the end"),
    ],
    notes: [
      "`[1, 2]` twice becomes `[1, 1, 2, 2]`; `tile` makes it `[1, 2, 1, 2]`. It moves data. It is how keys that several heads "
        + "share are repeated; `upsample` repeats all spatial axes."
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    repeats = try arguments.integer("repeats")
    axis = try arguments.integer("axis")
  }

  public var arguments: [ArgumentValue?] { [.integer(repeats), .integer(axis)] }

  /// The extents of the input, with the axis multiplied by the number of copies.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try entries(inputs, rank: 1, "an axis to repeat")
    let axis = try axis(axis, of: input)
    guard repeats >= 1 else {
      throw .range(what: "`repeats`", value: "\(repeats)", allowed: "it must be at least 1")
    }
    let names = input.factors("in_")
    var extents = names.map { Extent($0.name, $0.value) }
    extents[axis] = try Extent(
      .product([.named(names[axis].name, input[axis]), .named("repeats", repeats)]))
    return .moved(extents)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; every element is read once, and written as often as it is repeated.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    .copy(inputs[0].factors("in_"), to: output.elements)
  }

  /// The element that is copied.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    let longer = rowAxes(axis, of: output).lowerBound
    guard longer > 0 else { return .pointwise }
    let copies = AxisReach.regular(.init(taps: repeats, upsampling: repeats, before: repeats - 1))
    return .axes((1..<output.rank).map { $0 == longer ? copies : .identity })
  }

  /// `y[…, i, …] = x[…, floor(i/repeats), …]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let axis = axis < 0 ? axis + output.rank : axis
    return Tensor(output) { position in
      var source = position
      source[axis] /= repeats
      return inputs[0][source]
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .asInput, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Every axis, from the front and the end, and once.
  public static let specimens = [
    Specimen(RepeatInterleave(2, axis: 0), on: [3, 2, 2]),
    Specimen(RepeatInterleave(3, axis: 1), on: [2, 2, 3]),
    Specimen(RepeatInterleave(2, axis: -1), on: [2, 2, 3]),
    Specimen(RepeatInterleave(4, axis: -2), on: [2, 1, 3]), Specimen(RepeatInterleave(3, axis: 0), on: [4]),
    Specimen(RepeatInterleave(1, axis: 1), on: [2, 3]),
    Specimen(RepeatInterleave(2, axis: 0), on: Shape([3], of: .token)),
  ]
}
