import ArchGraph

/// Pooling to a fixed size by maxima, channel by channel.
public struct AdaptiveMaxPool: Operator {
  /// The extents of the output's spatial axes.
  public var size: Axes

  /// An adaptive max pooling.
  public init(_ size: Axes) { self.size = size }

  public static let signature = Signature(
    "adaptive_max_pool", .pooling, "Pooling to a given size by maxima, channel by channel.",
    arguments: Signature.adaptiveArguments, notes: [Signature.adaptiveNote])

  public init(_ arguments: Arguments) throws(ArgumentFault) { size = try arguments.axes("size") }

  public var arguments: [ArgumentValue?] { [.init(size)] }

  /// The channels stay; each axis becomes as large as asked.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try map(inputs)
    return .extents(
      [Extent("in_channels", input[0])] + (try AdaptiveWindows(size, over: input.spatial)).outputs)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One comparison for each tap of a window after its first.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let channels = Factor("out_channels", output[0])
    let taps = (try? AdaptiveWindows(size, over: inputs[0].spatial))?.taps ?? []
    var work = Work()
    work[.comparisons] = Count(taps, [channels]) + Count([Factor("minus_one", -1)], output.elements)
    work[.activationReads] = Count(inputs[0].factors("in_"))
    work[.writes] = Count(output.elements)
    return work
  }

  /// Evenly spaced windows if the size divides the extent, otherwise each as it is.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    (try? AdaptiveWindows(size, over: inputs[0].spatial))?.reach ?? .everything
  }

  /// `y[c, i] = max x[c, j]` over the inputs `j` under the window of `i`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      let entries = inputs[0].entries(overlapping: position, of: output)
      return entries.dropFirst().reduce(entries[0]) { N.maximum($0, $1) }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .largestOfWindow, axes: .map, part: .layer,
      firstAxis: .channels)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Sizes that divide the extent and that do not, one, larger ones, one and three axes.
  public static let specimens = [
    Specimen(AdaptiveMaxPool(1), on: [3, 4, 5]), Specimen(AdaptiveMaxPool(2), on: [2, 4, 6]),
    Specimen(AdaptiveMaxPool(3), on: [1, 5, 7]), Specimen(AdaptiveMaxPool(4), on: [1, 6, 10]),
    Specimen(AdaptiveMaxPool(5), on: [1, 5, 3]), Specimen(AdaptiveMaxPool(4), on: [2, 2, 3]),
    Specimen(AdaptiveMaxPool(.each([1, 3])), on: [2, 3, 8]),
    Specimen(AdaptiveMaxPool(.each([6, 4])), on: [1, 8, 9]),
    Specimen(AdaptiveMaxPool(3), on: [2, 7]), Specimen(AdaptiveMaxPool(2), on: [1, 3, 4, 5]),
  ]
}
