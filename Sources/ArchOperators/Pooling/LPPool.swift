import ArchGraph

/// The p-norm of each window, channel by channel: between a sum (1) and a maximum (a large power).
public struct LPPool: Operator {
  /// Kernel, stride, padding and rounding.
  public var window: Window

  /// The power, `p`.
  public var power: Double

  /// A power-average pooling; the stride defaults to the kernel.
  public init(
    _ kernel: Axes, power: Double = 2, stride: Axes? = nil, padding: Padding = 0, ceil: Bool = false
  ) {
    window = Window(kernel: kernel, stride: stride ?? kernel, padding: padding, ceil: ceil)
    self.power = power
  }

  public static let signature = Signature(
    "lp_pool", .pooling, "The p-norm of each window, channel by channel: `(Σ |x|^p)^(1/p)`.",
    arguments: {
      var arguments = Signature.poolingArguments()
      arguments.insert(.named("power", .decimal(1 ... .infinity), default: 2, "the power `p`"), at: 1)
      return arguments
    }(),
    notes: [
      "It is a sum, not a mean: it is not divided by the size of the window.",
      "With a power of 2, a tap costs one multiplication; with any other, an absolute value and a power.",
      "PyTorch's `LPPool` leaves out the absolute value, which matters for odd powers of negative elements.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    self.init(
      try arguments.axes("kernel"), power: try arguments.decimal("power"),
      stride: try arguments.optionalAxes("stride"), padding: try arguments.padding("padding"),
      ceil: try arguments.boolean("ceil"))
  }

  public var arguments: [ArgumentValue?] {
    [
      .init(window.kernel), .init(power), window.stride == window.kernel ? nil : .init(window.stride),
      .init(window.padding), .boolean(window.ceil),
    ]
  }

  /// The channels stay; each axis by the steps of the window.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try map(inputs)
    return .extents(try window.extents(Extent("in_channels", input[0]), over: input.spatial))
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// For each tap an addition, and a square or an absolute value and a power; for each output element a root.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let taps = Count(window.taps(rank: inputs[0].rank - 1), output.elements)
    var work = Work()
    work[.additions] = taps
    work[.transcendentals] = Count(output.elements)
    if power == 2 {
      work[.multiplications] = taps
    } else {
      work[.comparisons] = taps
      work[.transcendentals] = taps + work[.transcendentals]
    }
    work[.activationReads] = window.elementsRead(of: inputs[0])
    work[.writes] = Count(output.elements)
    return work
  }

  /// The window's reach.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { window.reach(over: inputs[0].spatial) }

  /// `y[c, q] = (Σ |x[c, q*stride - padding + tap]|^p)^(1/p)`; for `p = 2` that is `√Σ x^2`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    guard let axes = try? window.axes(over: x.shape.spatial) else { return Tensor(output, []) }
    return Tensor(output) { position in
      var sum = N(0)
      for tap in axes.taps {
        let entry = x.at([position[0]] + axes.input(of: position[1...], tap: tap), outside: N(0))
        sum = sum + (power == 2 ? entry * entry : entry.magnitude().power(Float(power)))
      }
      return power == 2 ? sum.squareRoot() : sum.power(Float(1 / power))
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .kept, axes: .map, part: .layer, firstAxis: .channels
    )
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Every small combination of the window's arguments, several powers, ceil mode, one and three axes.
  public static let specimens: [Specimen<LPPool>] =
    Window.smallPooling.filter { $0.window.dilation == 1 }.map {
      Specimen(LPPool($0.window), on: [2, $0.extent, 5])
    } + [
      Specimen(LPPool(2, power: 1), on: [2, 4, 5]), Specimen(LPPool(3, power: 3, stride: 2), on: [1, 5, 7]),
      Specimen(LPPool(2, power: 1.5, padding: 1), on: [2, 3, 4]),
      Specimen(LPPool(3, stride: 2, ceil: true), on: [1, 6, 7]),
      Specimen(LPPool(.each([1, 2]), stride: .each([2, 1])), on: [2, 3, 4]),
      Specimen(LPPool(3, stride: 2, padding: .explicit([.init(0, 1), .init(1, 0)])), on: [1, 6, 5]),
      Specimen(LPPool(2, ceil: true), on: [2, 1]), Specimen(LPPool(2), on: [3, 7]),
      Specimen(LPPool(2, stride: 1), on: [1, 3, 2, 3]),
    ]

  private init(_ window: Window) {
    self.window = window
    power = 2
  }
}
