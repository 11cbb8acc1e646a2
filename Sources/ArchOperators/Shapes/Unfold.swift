import ArchGraph

/// The elements under a window at each of its positions, as columns.
public struct Unfold: Operator {
  /// Kernel, stride, padding and dilation.
  public var window: Window

  /// The columns of a window, whose step is 1 unless given.
  public init(_ kernel: Axes, stride: Axes = 1, padding: Padding = 0, dilation: Axes = 1) {
    window = Window(kernel: kernel, stride: stride, dilation: dilation, padding: padding)
  }

  public static let signature = Signature(
    "unfold", .shape, "The elements under a window at each of its positions, as columns (im2col).",
    arguments: Signature.columnArguments,
    notes: [
      "`[C, H, W]` becomes `[C*kernel_height*kernel_width, positions]`, the taps of the first channel first, the positions "
        + "row by row: PyTorch's `nn.Unfold`. A sequence `[C, L]` works as well.",
      "It moves data. `fold` adds the columns back together; a convolution is a product with them.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) { window = try Window(columns: arguments) }

  public var arguments: [ArgumentValue?] { window.columnArguments }

  /// `[C, H, W]` becomes `[C*taps, positions]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try map(inputs)
    guard input.rank <= 3 else {
      throw .rank(expected: "channels and one or two spatial axes, such as 3 x 224 x 224", found: input)
    }
    let steps = try window.extents(Extent("in_channels", input[0]), over: input.spatial).dropFirst()
    let taps = window.taps(rank: input.rank - 1).map { Formula.named($0.name, $0.value) }
    let rows = try Extent(.product([.named("in_channels", input[0])] + taps))
    guard steps.count > 1 else { return .extents([rows] + steps) }
    return .extents([rows, try Extent(.product(steps.map(\.formula)))])
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; the elements under the window are read, and every column written.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.activationReads] = window.elementsRead(of: inputs[0])
    work[.writes] = Count(output.elements)
    return work
  }

  /// The window's reach on one axis; with two, the positions become one axis.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    inputs[0].rank == 2 ? window.reach(over: inputs[0].spatial) : .everything
  }

  /// `y[c*taps + tap, p] = x[c, p*stride - padding + tap*dilation]`, 0 in the padding.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    guard let axes = try? window.axes(over: x.shape.spatial) else { return Tensor(output, []) }
    let taps = Array(axes.taps)
    let places = Array(Positions(zip(axes, x.shape.spatial).map { $0.steps(over: $1) ?? 0 }))
    return Tensor(output) { position in
      let (channel, tap) = position[0].quotientAndRemainder(dividingBy: taps.count)
      return x.at([channel] + axes.input(of: places[position[1]][...], tap: taps[tap]), outside: N(0))
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .unknown, part: .arrangement,
      firstAxis: .channels)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Every small combination of the window's arguments on two axes and on one, and different ones for each axis.
  public static let specimens: [Specimen<Unfold>] =
    Window.small.map { Specimen(Unfold(window: $0.window), on: [2, $0.extent, 5]) }
    + Window.small.filter { $0.window.kernel != 1 }.map {
      Specimen(Unfold(window: $0.window), on: [2, $0.extent])
    } + [
      Specimen(
        Unfold(
          .each([1, 3]), stride: .each([2, 1]), padding: .explicit([.init(0, 1), .init(2, 0)]),
          dilation: .each([1, 2])), on: [1, 4, 5]),
      Specimen(Unfold(2, stride: 2), on: [3, 2, 2]),
    ]

  private init(window: Window) { self.window = window }
}

// The common part of columns of windows.

extension Signature {
  static let columnArguments: [Argument] = [
    .positional("kernel", .axes(), "the size of the window", as: .window),
    .named("stride", .axes(), default: 1, "the step of the window", as: .step),
    .named("padding", .padding, default: 0, "what is added around the map", as: .detail),
    .named("dilation", .axes(), default: 1, "the distance between neighbouring taps"),
  ]
}

extension Window {
  init(columns arguments: Arguments) throws(ArgumentFault) {
    self.init(
      kernel: try arguments.axes("kernel"), stride: try arguments.axes("stride"),
      dilation: try arguments.axes("dilation"), padding: try arguments.padding("padding"))
  }

  var columnArguments: [ArgumentValue?] { [.init(kernel), .init(stride), .init(padding), .init(dilation)] }
}
