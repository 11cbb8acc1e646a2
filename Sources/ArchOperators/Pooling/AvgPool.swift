import ArchGraph

/// The mean of each window, channel by channel.
public struct AvgPool: Operator {
  /// Kernel, stride, padding and rounding.
  public var window: Window

  /// Whether positions in the padding count in the divisor.
  public var countPadding: Bool

  /// An average pooling; the stride defaults to the kernel.
  public init(
    _ kernel: Axes, stride: Axes? = nil, padding: Padding = 0, ceil: Bool = false, countPadding: Bool = true
  ) {
    window = Window(kernel: kernel, stride: stride ?? kernel, padding: padding, ceil: ceil)
    self.countPadding = countPadding
  }

  public static let signature = Signature(
    "avg_pool", .pooling, "The mean of each window, channel by channel.",
    arguments: Signature.poolingArguments() + [
      .named("count_padding", .boolean, default: true, "whether the divisor counts the padding")
    ],
    notes: [
      "With `ceil`, the part of a window beyond the padded input never counts in the divisor, as in PyTorch.",
      "TensorFlow's `same` pooling is `padding: same, count_padding: false`.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    self.init(
      try arguments.axes("kernel"), stride: try arguments.optionalAxes("stride"),
      padding: try arguments.padding("padding"), ceil: try arguments.boolean("ceil"),
      countPadding: try arguments.boolean("count_padding"))
  }

  public var arguments: [ArgumentValue?] {
    [
      .init(window.kernel), window.stride == window.kernel ? nil : .init(window.stride),
      .init(window.padding), .boolean(window.ceil), .boolean(countPadding),
    ]
  }

  /// The channels stay; each axis by the steps of the window.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try map(inputs)
    let extents = try window.extents(Extent("in_channels", input[0]), over: input.spatial)
    if !countPadding, try !window.isAlwaysInside(input.spatial) {
      throw .conflict(
        "a window of `avg_pool` lies entirely in the padding, and would divide by zero",
        help: "`count_padding: true` divides by the kernel's size, or pad by less than the kernel")
    }
    return .extents(extents)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One addition for each tap, and one division for each output element.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.additions] = Count(window.taps(rank: inputs[0].rank - 1), output.elements)
    work[.divisions] = Count(output.elements)
    work[.activationReads] = window.elementsRead(of: inputs[0])
    work[.writes] = Count(output.elements)
    return work
  }

  /// The window's reach.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { window.reach(over: inputs[0].spatial) }

  /// `y[c, p] = Σ x[c, p*stride - padding + tap] / n`, with `n` the taps inside the input or its padding.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    guard let axes = try? window.axes(over: x.shape.spatial) else { return Tensor(output, []) }
    let counted = zip(axes, x.shape.spatial).map { axis, extent in
      countPadding ? -axis.before..<extent + axis.after : 0..<extent
    }
    return Tensor(output) { position in
      var sum = N(0)
      var divisor = 0
      for tap in axes.taps {
        let input = axes.input(of: position[1...], tap: tap)
        sum = sum + x.at([position[0]] + input, outside: N(0))
        if zip(counted, input).allSatisfy({ $0.contains($1) }) { divisor += 1 }
      }
      return sum / N(Float(divisor))
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .kept, axes: .map, part: .layer, firstAxis: .channels
    )
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Every small combination of the window's arguments with both divisors, ceil mode, one and three axes.
  public static let specimens: [Specimen<AvgPool>] =
    Window.smallPooling.filter { $0.window.dilation == 1 }.flatMap { small in
      [true, false].map { Specimen(AvgPool(small.window, $0), on: [2, small.extent, 5]) }
    }
    + [true, false].flatMap { counting in
      [
        Specimen(AvgPool(3, stride: 2, ceil: true, countPadding: counting), on: [1, 6, 7]),
        Specimen(AvgPool(3, stride: 2, padding: 1, ceil: true, countPadding: counting), on: [2, 4, 6]),
        Specimen(AvgPool(2, stride: 3, ceil: true, countPadding: counting), on: [1, 6, 8]),
        Specimen(
          AvgPool(3, stride: 2, padding: .explicit([.init(0, 1), .init(2, 0)]), countPadding: counting),
          on: [1, 6, 5]),
        Specimen(
          AvgPool(
            .each([1, 3]), stride: .each([2, 1]), padding: .symmetric(.each([0, 1])), countPadding: counting),
          on: [2, 4, 4]),
        Specimen(AvgPool(2, countPadding: counting), on: [3, 7]),
        Specimen(AvgPool(4, stride: 3, padding: 1, ceil: true, countPadding: counting), on: [2, 1, 7]),
        Specimen(AvgPool(2, ceil: true, countPadding: counting), on: [2, 1]),
        Specimen(AvgPool(2, stride: 1, padding: 1, countPadding: counting), on: [1, 3, 2, 3]),
        Specimen(AvgPool(3, stride: 1, padding: 1, countPadding: counting), on: [1, 3, 2, 3]),
        Specimen(AvgPool(4, stride: 3, padding: 1, ceil: true, countPadding: counting), on: [1, 3, 2, 7]),
        Specimen(AvgPool(3, stride: 2, padding: .causal, ceil: true, countPadding: counting), on: [2, 6]),
      ]
    } + [Specimen(AvgPool(2, stride: 2, padding: 4), on: [1, 3, 4])]

  private init(_ window: Window, _ countPadding: Bool) {
    self.window = window
    self.countPadding = countPadding
  }
}
