import ArchGraph

/// The axes in another order.
public struct Permute: Operator {
  /// For each axis of the output, the corresponding axis of the input.
  public var axes: [Int]

  /// A permutation: axis `i` of the output is axis `axes[i]` of the input.
  public init(_ axes: [Int]) { self.axes = axes }

  public static let signature = Signature(
    "permute", .shape, "Puts the axes into another order.",
    arguments: [
      .positional(
        "axes", .integers(from: 0), "for each axis of the output, the axis of the input; axis 0 is the first")
    ],
    notes: ["`permute([1, 0])` turns channels of a sequence into rows of features. It moves data."])

  public init(_ arguments: Arguments) throws(ArgumentFault) { axes = try arguments.integers("axes") }

  public var arguments: [ArgumentValue?] { [.init(axes)] }

  /// The extents in the new order.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try entries(inputs, rank: 0)
    guard axes.sorted() == Array(0..<input.rank) else {
      throw .range(
        what: "the order", value: "\(ArgumentValue(axes))",
        allowed: "the input \(input) has axes 0 to \(input.rank - 1), each of which must occur once")
    }
    let names = input.factors("in_")
    return .moved(axes.map { Extent(names[$0].name, names[$0].value) })
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; every element is read and written.
  public func work(from inputs: [Shape], to output: Shape) -> Work { .copy(output.elements) }

  /// The axes in the new order.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .permuted(axes) }

  /// `y[i, j, …] = x[…]` with each index on its axis of the input.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      var source = position
      for (index, axis) in zip(position, axes) { source[axis] = index }
      return inputs[0][source]
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .permuted(axes),
      part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// All orders of three axes, and of two.
  public static let specimens =
    [[0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0]].map {
      Specimen(Permute($0), on: [2, 3, 4])
    }
    + [
      Specimen(Permute([1, 0]), on: [3, 5]), Specimen(Permute([0]), on: [4]),
      Specimen(Permute([0, 3, 1, 2]), on: [2, 3, 1, 2]),
      Specimen(Permute([1, 0]), on: Shape([2, 3], of: .token)),
    ]
}
