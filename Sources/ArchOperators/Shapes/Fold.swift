import ArchGraph

/// Columns of a window, added up at their places.
public struct Fold: Operator {
  /// The extents of the map.
  public var size: [Int]

  /// Kernel, stride, padding and dilation.
  public var window: Window

  /// A map of these extents from the columns of a window, whose step is 1 unless given.
  public init(_ size: [Int], kernel: Axes, stride: Axes = 1, padding: Padding = 0, dilation: Axes = 1) {
    self.init(size, Window(kernel: kernel, stride: stride, dilation: dilation, padding: padding))
  }

  private init(_ size: [Int], _ window: Window) {
    self.size = size
    self.window = window
  }

  public static let signature = Signature(
    "fold", .shape, "Adds the columns of a window back into a map: the reverse of `unfold` (col2im).",
    arguments: [.positional("size", .integers(from: 1), "the extents of the map, one or two")]
      + Signature.columnArguments,
    notes: [
      "`[C*kernel_height*kernel_width, positions]` becomes `[C, H, W]` with `fold([H, W], kernel)`: PyTorch's `nn.Fold`.",
      "Each number inside the map is added to a sum that begins at 0; those in the padding are not read. If windows "
        + "overlap, `fold` after `unfold` does not restore the map.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    size = try arguments.integers("size")
    window = try Window(columns: arguments)
  }

  public var arguments: [ArgumentValue?] { [.init(size)] + window.columnArguments }

  /// `[C*taps, positions]` becomes `[C, size]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try single(inputs)
    guard input.rank == 2 else {
      throw .rank(expected: "columns of a window, such as 27 x 784", found: input)
    }
    guard (1...2).contains(size.count) else {
      throw .conflict(
        "`fold` makes a map with one or two axes, but its size has \(size.count)",
        help: "write `[H, W]` or `[L]`")
    }
    let steps = try window.extents(Extent("channels", 1), over: size[...]).dropFirst()
    let positions = steps.reduce(CheckedInteger(1)) { $0 * CheckedInteger($1.value) }.value
    guard positions == input[1] else {
      throw .conflict(
        "`fold` needs as many columns as the window has positions",
        help:
          "over \(Shape(size)) it has \(positions.map { "\($0)" } ?? "too many"), but the input \(input) has \(input[1])"
      )
    }
    let taps = window.taps(rank: size.count)
    let count = window.tapCount(rank: size.count)
    guard input[0] % count == 0 else {
      throw .indivisible(what: "its \(input[0]) rows", count: input[0], by: "taps", divisor: count)
    }
    let channels = try Extent(
      .floor(.named("in_channels", input[0]), .product(taps.map { .named($0.name, $0.value) })))
    return .extents([channels] + zip(Axis.spatial("size_", size.count), size).map { Extent($0, $1) })
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One addition for each number inside the map; no other is read.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    guard let axes = try? window.axes(over: size[...]) else { return .none }
    let inside = zip(Axis.spatial("inside_", size.count), zip(axes, size)).flatMap { name, axis in
      axis.0.pairsInside(name, of: axis.1)
    }
    var work = Work()
    work[.additions] = Count([output.elements[0]], inside)
    work[.activationReads] = Count([output.elements[0]], inside)
    work[.writes] = Count(output.elements)
    return work
  }

  /// The reach of a transposed window on one axis; with two, both positions come from one axis.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    guard size.count == 1, let axes = try? window.axes(over: size[...]) else { return .everything }
    return .axes(axes.map { .regular(.init(transposed: $0)) })
  }

  /// `y[c, q] = Σ x[c*taps + tap, p]` over all `p` and taps with `p*stride - padding + tap*dilation = q`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    guard let axes = try? window.axes(over: size[...]) else { return Tensor(output, []) }
    let taps = Array(axes.taps)
    let places = Array(Positions(zip(axes, size).map { $0.steps(over: $1) ?? 0 }))
    return Tensor(output) { position in
      var sum = N(0)
      for (index, tap) in taps.enumerated() {
        for (column, place) in places.enumerated()
        where axes.input(of: place[...], tap: tap)[...] == position.dropFirst() {
          sum = sum + inputs[0][[position[0] * taps.count + index, column]]
        }
      }
      return sum
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .sumOfElements, axes: .map, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// The columns of every small window on two axes and on one, and of different ones for each axis.
  public static let specimens: [Specimen<Fold>] =
    Window.small.flatMap {
      [columns(of: $0.window, over: [$0.extent, 5]), columns(of: $0.window, over: [$0.extent])]
    }
    + [
      columns(
        of: Window(
          kernel: .each([1, 3]), stride: .each([2, 1]), dilation: .each([1, 2]),
          padding: .explicit([.init(0, 1), .init(2, 0)])), over: [4, 5])
    ]

  /// A case with the columns of a window over a map of two channels.
  private static func columns(of window: Window, over size: [Int]) -> Specimen<Fold> {
    let steps = (try? window.extents(Extent("", 2), over: size[...])) ?? []
    let positions = steps.dropFirst().reduce(1) { $0 * $1.value }
    return Specimen(Fold(size, window), on: Shape([2 * window.tapCount(rank: size.count), positions]))
  }
}

extension WindowAxis {
  /// How many pairs of step and tap are inside an axis; the steps and the taps if there may be too many to count.
  fileprivate func pairsInside(_ name: String, of extent: Int) -> [Factor] {
    guard let steps = steps(over: extent), steps > 0 else { return [Factor(name, 0)] }
    guard !steps.multipliedReportingOverflow(by: kernel).overflow else {
      return [Factor("steps", steps), Factor("kernel", kernel)]
    }
    let grid = TapGrid(steps: steps, stride: stride, taps: kernel, dilation: dilation)
    return [Factor(name, grid.pairs(in: before..<before + extent))]
  }
}
