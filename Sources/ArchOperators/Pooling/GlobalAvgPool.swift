import ArchGraph

/// The mean of all positions, channel by channel.
public struct GlobalAvgPool: Operator {
  /// Whether the spatial axes stay, with extent 1.
  public var keepAxes: Bool

  /// A global average pooling, to a vector unless the axes are kept.
  public init(keepAxes: Bool = false) { self.keepAxes = keepAxes }

  public static let signature = Signature(
    "global_avg_pool", .pooling, "The mean of all positions, channel by channel.",
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

  /// One addition for each input element, and one division for each channel.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.additions] = Count(inputs[0].factors("in_"))
    work[.divisions] = Count(output.elements)
    work[.activationReads] = Count(inputs[0].factors("in_"))
    work[.writes] = Count(output.elements)
    return work
  }

  /// All positions.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    everyPosition(of: inputs, keepAxes: keepAxes)
  }

  /// `y[c] = Σ x[c, p] / n` over all `n` positions `p`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    return Tensor(output) { position in
      var sum = N(0)
      var count: Float = 0
      for place in Positions(x.shape.spatial) {
        sum = sum + x[[position[0]] + place]
        count += 1
      }
      return sum / N(count)
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .kept, axes: .map, part: .layer)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Maps of one to three axes, with and without their axes.
  public static let specimens: [Specimen<GlobalAvgPool>] = [true, false].flatMap { keepAxes in
    [[3, 4, 5], [2, 1, 1], [1, 3, 1], [4, 6], [2, 2, 3, 2]].map {
      Specimen(GlobalAvgPool(keepAxes: keepAxes), on: $0)
    }
  }
}
