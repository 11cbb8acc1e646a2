import ArchGraph

/// The largest element of each window, channel by channel.
public struct MaxPool: Operator {
  /// Kernel, stride, dilation, padding and rounding.
  public var window: Window

  /// A max pooling; the stride defaults to the kernel.
  public init(
    _ kernel: Axes, stride: Axes? = nil, padding: Padding = 0, dilation: Axes = 1, ceil: Bool = false
  ) {
    window = Window(
      kernel: kernel, stride: stride ?? kernel, dilation: dilation, padding: padding, ceil: ceil)
  }

  public static let signature = Signature(
    "max_pool", .pooling, "The largest element of each window, channel by channel.",
    arguments: Signature.poolingArguments(dilation: true),
    notes: [
      "Padding never wins: a padded position counts as minus infinity. A window entirely in the padding is refused."
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    let kernel = try arguments.axes("kernel")
    self.init(
      kernel, stride: try arguments.optionalAxes("stride"), padding: try arguments.padding("padding"),
      dilation: try arguments.axes("dilation"), ceil: try arguments.boolean("ceil"))
  }

  public var arguments: [ArgumentValue?] {
    [
      .init(window.kernel), window.stride == window.kernel ? nil : .init(window.stride),
      .init(window.padding), .init(window.dilation), .boolean(window.ceil),
    ]
  }

  /// The channels stay; each axis by the steps of the window.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try map(inputs)
    let extents = try window.extents(Extent("in_channels", input[0]), over: input.spatial)
    guard try window.isAlwaysInside(input.spatial) else {
      throw .conflict(
        "a window of `max_pool` lies entirely in the padding, and has no largest element",
        help: "pad by less than the kernel; frameworks take at most half of it")
    }
    return .extents(extents)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One comparison for each tap after the first.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    // All taps, less the first: two terms, so a window too large to count overflows instead of giving a wrong number.
    work[.comparisons] = Count(window.taps(rank: inputs[0].rank - 1), output.elements)
    work[.comparisons].add([Factor("minus_one", -1)] + output.elements)
    work[.activationReads] = window.elementsRead(of: inputs[0])
    work[.writes] = Count(output.elements)
    return work
  }

  /// The window's reach.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { window.reach(over: inputs[0].spatial) }

  /// `y[c, p] = max x[c, p*stride - padding + tap*dilation]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    guard let axes = try? window.axes(over: x.shape.spatial) else { return Tensor(output, []) }
    return Tensor(output) { position in
      let taps = axes.taps.map { tap in
        x.at([position[0]] + axes.input(of: position[1...], tap: tap), outside: N(-.infinity))
      }
      return taps.dropFirst().reduce(taps[0]) { N.maximum($0, $1) }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .largestOfWindow, axes: .map, part: .layer,
      firstAxis: .channels)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Every small combination of the window's arguments, and ceil mode.
  public static let specimens: [Specimen<MaxPool>] =
    Window.smallPooling.map { Specimen(MaxPool($0.window), on: [2, $0.extent, 5]) } + [
      Specimen(MaxPool(3, stride: 2, ceil: true), on: [1, 6, 7]),
      Specimen(MaxPool(2, stride: 2, padding: 1, ceil: true), on: [2, 4, 5]),
      Specimen(MaxPool(2, stride: 3, ceil: true), on: [1, 6, 8]),
      Specimen(MaxPool(2), on: [3, 7]), Specimen(MaxPool(2, ceil: true), on: [1, 1]),
      Specimen(MaxPool(4, stride: 3, padding: 1, ceil: true), on: [2, 1, 7]),
      Specimen(MaxPool(3, stride: 2, dilation: 2, ceil: true), on: [2, 4, 6]),
      Specimen(MaxPool(2, stride: 1), on: [1, 3, 3, 4]),
      Specimen(MaxPool(3, stride: 1, padding: .causal), on: [2, 5]),
      Specimen(MaxPool(3, stride: 2, padding: .causal, dilation: 2, ceil: true), on: [1, 6]),
    ]

  private init(_ window: Window) { self.window = window }
}
