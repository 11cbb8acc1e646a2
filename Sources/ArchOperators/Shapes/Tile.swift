import ArchGraph

/// Each axis repeated as a unit.
public struct Tile: Operator {
  /// How often each axis is repeated.
  public var repeats: [Int]

  /// A repetition, with a number for each axis.
  public init(_ repeats: [Int]) { self.repeats = repeats }

  public static let signature = Signature(
    "tile", .shape, "Repeats the whole of each axis, one copy after another.",
    arguments: [
      .positional("repeats", .integers(from: 1), "how often each axis is repeated, one number per axis")
    ],
    notes: [
      "`[1, 2]` twice becomes `[1, 2, 1, 2]`; `repeat_interleave` makes it `[1, 1, 2, 2]`. It moves data.",
      "Along a spatial axis the receptive field is not tracked.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) { repeats = try arguments.integers("repeats") }

  public var arguments: [ArgumentValue?] { [.init(repeats)] }

  /// Each extent times the number of repetitions.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try entries(inputs, rank: 1, "an axis to repeat")
    guard repeats.count == input.rank else {
      throw .conflict(
        "`tile` has \(repeats.count) numbers for \(input.rank) axes",
        help: "give one per axis of \(input)")
    }
    for count in repeats where count < 1 {
      throw .range(what: "`repeats`", value: "\(count)", allowed: "it must be at least 1")
    }
    var extents: [Extent] = []
    for (name, count) in zip(input.factors("in_"), repeats) {
      extents.append(
        count == 1
          ? Extent(name.name, name.value)
          : try Extent(.product([.named(name.name, name.value), .named("repeats", count)])))
    }
    return .moved(extents)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; every element is read once, and written as often as it is repeated.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    .copy(inputs[0].factors("in_"), to: output.elements)
  }

  /// The same position if only channels are repeated; otherwise not tracked.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    inputs[0].spatial == output.spatial ? .pointwise : .unknown
  }

  /// `y[…, i, …] = x[…, i mod n, …]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    return Tensor(output) { position in x[zip(position, x.shape.dimensions).map { $0 % $1 }] }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .asInput, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Each axis and several, axes of one element, and nothing.
  public static let specimens = [
    Specimen(Tile([2, 1, 1]), on: [3, 2, 2]), Specimen(Tile([1, 3, 1]), on: [2, 2, 3]),
    Specimen(Tile([1, 1, 2]), on: [2, 2, 3]), Specimen(Tile([2, 1, 3]), on: [2, 3, 2]),
    Specimen(Tile([1, 4]), on: [3, 1]), Specimen(Tile([3]), on: [4]), Specimen(Tile([1, 1]), on: [2, 3]),
    Specimen(Tile([2]), on: Shape([3], of: .token)),
  ]
}
