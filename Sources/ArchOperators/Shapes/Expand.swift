import ArchGraph

/// Axes of one element made longer by repeating it.
public struct Expand: Operator {
  /// The extents of the output.
  public var shape: [Int]

  /// An expansion to these extents.
  public init(_ shape: [Int]) { self.shape = shape }

  public static let signature = Signature(
    "expand", .shape, "Repeats the element of axes that have only one.",
    arguments: [.positional("shape", .integers(from: 1), "the extents of the output, without the batch")],
    notes: [
      "`[C, 1, 1]` with `expand([C, H, W])` becomes `[C, H, W]`. New axes come first: `[C]` becomes `[T, C]`.",
      "Every element is written as often as it is repeated: the output has its own memory.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) { shape = try arguments.integers("shape") }

  public var arguments: [ArgumentValue?] { [.init(shape)] }

  /// The requested extents.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try entries(inputs, rank: 1, "at least one axis")
    guard shape.count >= input.rank else {
      throw .conflict(
        "`expand` cannot remove an axis",
        help: "the input \(input) has \(input.rank) axes, the shape has \(shape.count)")
    }
    for extent in shape where extent < 1 {
      throw .range(what: "an extent", value: "\(extent)", allowed: "extents are positive")
    }
    let new = shape.count - input.rank
    for axis in 0..<input.rank where input[axis] != 1 && input[axis] != shape[new + axis] {
      throw .conflict(
        "`expand` cannot turn \(input[axis]) elements into \(shape[new + axis])",
        help: "an axis of \(input) must keep its extent, or have one element")
    }
    return .moved(zip(Axis.names("", rank: shape.count), shape).map { Extent($0, $1) })
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; every element is read once, and written as often as it is repeated.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    .copy(inputs[0].factors("in_"), to: output.elements)
  }

  /// The same position; for an axis that grows, its only one.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    let input = inputs[0]
    guard input.rank == output.rank else { return .everything }
    return .axes((1..<input.rank).map { input[$0] == output[$0] ? .identity : .everything })
  }

  /// `y[…, i, …] = x[…, i, …]`, or `x[…, 0, …]` for an axis of one element.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    return Tensor(output) { position in
      x[zip(position.suffix(x.shape.rank), x.shape.dimensions).map { $1 == 1 ? 0 : $0 }]
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .unknown, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Each axis and several, new ones in front, and nothing.
  public static let specimens = [
    Specimen(Expand([3, 2, 4]), on: [3, 1, 1]), Specimen(Expand([3, 2, 4]), on: [1, 2, 4]),
    Specimen(Expand([2, 3, 4]), on: [2, 1, 4]), Specimen(Expand([4, 3]), on: [3]),
    Specimen(Expand([2, 3, 5]), on: [1, 5]), Specimen(Expand([5]), on: [1]),
    Specimen(Expand([2, 3]), on: [2, 3]), Specimen(Expand([1, 1, 2]), on: [2]),
    Specimen(Expand([2, 3]), on: Shape([3], of: .token)),
  ]
}
