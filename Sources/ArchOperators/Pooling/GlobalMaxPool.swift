import ArchGraph

/// The largest of all positions, channel by channel.
public struct GlobalMaxPool: Operator {
  /// Whether the spatial axes stay, with extent 1.
  public var keepAxes: Bool

  /// A global max pooling, to a vector unless the axes are kept.
  public init(keepAxes: Bool = false) { self.keepAxes = keepAxes }

  public static let signature = Signature(
    "global_max_pool", .pooling, "The largest of all positions, channel by channel.",
    arguments: Signature.globalPoolingArguments,
    notes: [
      "`[channels, height, width]` becomes the vector `[channels]`, or `[channels, 1, 1]` with `keep_axes`."
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) { keepAxes = try arguments.boolean("keep_axes") }

  public var arguments: [ArgumentValue?] { [.boolean(keepAxes)] }

  /// `[C, …]` becomes `[C]`, or `[C, 1, …]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    try channels(of: inputs, keepAxes: keepAxes)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One comparison for each position after the first.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.comparisons] = Count(inputs[0].factors("in_"))
    work[.comparisons].add([Factor("minus_one", -1)] + output.elements)
    work[.activationReads] = Count(inputs[0].factors("in_"))
    work[.writes] = Count(output.elements)
    return work
  }

  /// All positions.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    everyPosition(of: inputs, keepAxes: keepAxes)
  }

  /// `y[c] = max x[c, p]` over all positions `p`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    return Tensor(output) { position in
      let entries = Positions(x.shape.spatial).map { x[[position[0]] + $0] }
      return entries.dropFirst().reduce(entries[0]) { N.maximum($0, $1) }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .largestOfWindow, axes: .map, part: .layer)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Maps of one to three axes, with and without their axes.
  public static let specimens: [Specimen<GlobalMaxPool>] = [true, false].flatMap { keepAxes in
    [[3, 4, 5], [2, 1, 1], [1, 3, 1], [4, 6], [2, 2, 3, 2]].map {
      Specimen(GlobalMaxPool(keepAxes: keepAxes), on: $0)
    }
  }
}
