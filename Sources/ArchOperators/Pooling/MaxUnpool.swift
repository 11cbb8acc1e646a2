import ArchGraph

/// The reverse of a max pooling: each value at the place of the largest element of its window, and zeros elsewhere.
public struct MaxUnpool: Operator {
  /// Kernel, stride and padding of the pooling.
  public var window: Window

  /// The reverse of a pooling; the stride defaults to the kernel.
  public init(_ kernel: Axes, stride: Axes? = nil, padding: Padding = 0) {
    window = Window(kernel: kernel, stride: stride ?? kernel, padding: padding)
  }

  public static let signature = Signature(
    "max_unpool", .upsampling,
    "Puts each value back where the largest element of its window was before a max pooling, and zeros elsewhere.",
    inputs: .exactly(["values", "pooled_from"]),
    arguments: [
      .positional("kernel", .axes(), "the window of the pooling", as: .window),
      .named("stride", .axes(), otherwise: "the kernel", "its step", as: .step),
      .named("padding", .padding, default: 0, "what it adds around its input", as: .detail),
    ],
    notes: [
      "`values` is `[C, h, w]`, `pooled_from` the map `[C, H, W]` that `max_pool` with these arguments turns into `[C, h, w]`, "
        + "and the output is `[C, H, W]`: `values -> max_unpool(2, pooled_from: map)`. If several elements are largest, it uses the "
        + "first (Badrinarayanan and others 2017).",
      "PyTorch's `max_unpool2d` is given the positions by the pooling; here they are found again, which takes as many comparisons "
        + "as the pooling. Overlapping windows could put two values into one position, and are refused.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    self.init(
      try arguments.axes("kernel"), stride: try arguments.optionalAxes("stride"),
      padding: try arguments.padding("padding"))
  }

  public var arguments: [ArgumentValue?] {
    [
      .init(window.kernel), window.stride == window.kernel ? nil : .init(window.stride),
      .init(window.padding),
    ]
  }

  /// The shape of the map that was pooled.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard inputs.count == 2 else { throw .inputs(expected: "two inputs", found: inputs.count) }
    let (values, input) = (try map([inputs[0]]), try map([inputs[1]]))
    let rank = input.rank - 1
    let pooling = MaxPool(window.kernel, stride: window.stride, padding: window.padding)
    let pooled = try pooling.output(of: [input]).shape(of: [input])
    guard values == pooled else {
      throw .conflict(
        "`max_unpool` needs the \(pooled) that `max_pool` makes of \(input), but gets \(values)",
        help: "its arguments must be those of the pooling; the values may have changed, but not their shape")
    }
    guard zip(window.kernel.expanded(to: rank), window.stride.expanded(to: rank)).allSatisfy({ $0 <= $1 })
    else {
      throw .conflict(
        "the windows of `max_unpool` overlap, so two values could go to one position",
        help: "a stride of at least the kernel keeps them apart")
    }
    return .extents(input.factors("pooled_").map { Extent($0.name, $0.value) })
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One comparison for each tap after the first.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let values = inputs[0].factors("in_")
    var work = Work()
    work[.comparisons] = Count(window.taps(rank: output.rank - 1), values)
    work[.comparisons].add([Factor("minus_one", -1)] + values)
    work[.activationReads] = Count(values) + window.elementsRead(of: inputs[1])
    work[.writes] = Count(output.elements)
    return work
  }

  /// Not tracked: the values and the map have separate positions.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .unknown }

  /// `y[c, p] = v[c, w]` where `p` is the first largest position of window `w` of `x`, and 0 elsewhere.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let (values, x) = (inputs[0], inputs[1])
    guard let axes = try? window.axes(over: x.shape.spatial) else { return Tensor(output, []) }
    let taps = Array(axes.taps)
    // Each window is searched once, for all its positions.
    let largest = Tensor(values.shape) { position in
      N.indexOfLargest(
        taps.map { x.at([position[0]] + axes.input(of: position[1...], tap: $0), outside: N(-.infinity)) })
    }
    return Tensor(output) { position in
      let places = zip(axes, position.dropFirst()).map { axis, index in
        (index + axis.before).quotientAndRemainder(dividingBy: axis.stride)
      }
      let window = [position[0]] + places.map(\.quotient)
      let tap = places.map(\.remainder)
      // Between windows, and after the last.
      guard zip(window, values.shape.dimensions).allSatisfy({ $0 < $1 }), let own = taps.firstIndex(of: tap)
      else {
        return N(0)
      }
      return largest[window].entry(of: taps.count) { $0 == own ? values[window] : N(0) }
    }
  }

  public var traits: Traits {
    Traits(isDefinedByElement: false, channels: .joined, values: .kept, axes: .map, part: .layer)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Windows end to end and apart, padding, elements after the last window, one and three axes.
  public static let specimens = [
    Specimen(MaxUnpool(2), on: [[2, 2, 3], [2, 4, 6]]), Specimen(MaxUnpool(2), on: [[1, 1, 2], [1, 3, 5]]),
    Specimen(MaxUnpool(2, stride: 3, padding: 1), on: [[2, 2, 2], [2, 4, 5]]),
    Specimen(MaxUnpool(.each([1, 3])), on: [[1, 2, 1], [1, 2, 4]]),
    Specimen(MaxUnpool(3, padding: .explicit([.init(2, 0), .init(0, 1)])), on: [[1, 2, 2], [1, 4, 5]]),
    Specimen(MaxUnpool(2, padding: .same), on: [[2, 2, 2], [2, 3, 4]]),
    Specimen(MaxUnpool(1), on: [[2, 3], [2, 3]]),
    Specimen(MaxUnpool(3), on: [[2, 2], [2, 7]]), Specimen(MaxUnpool(2), on: [[1, 1, 2, 1], [1, 2, 4, 3]]),
    Specimen(MaxUnpool(2, padding: .causal), on: [[1, 3], [1, 5]]),
  ]
}
