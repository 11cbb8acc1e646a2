import ArchGraph

/// Any extents for the spatial axes: elements are copied, interpolated, or averaged.
public struct Resize: Operator {
  /// How the new elements are computed.
  public enum Mode: String, Hashable, Sendable, CaseIterable {
    /// Each is a copy of one.
    case nearest
    /// Each is on the line between two on every axis.
    case linear
    /// Each is on a curve through four on both axes.
    case cubic
    /// Each is the mean of those that it covers.
    case area
  }

  /// The extents of the output, or `nil` if ``scale`` is given.
  public var size: Axes?

  /// How many times as large each axis becomes, or `nil` if ``size`` is given.
  public var scale: Scales?

  /// How the new elements are computed.
  public var mode: Mode

  /// Whether the first and the last elements of an axis coincide, rather than their outer edges.
  public var alignCorners: Bool

  /// To these extents.
  public init(size: Axes, mode: Mode = .nearest, alignCorners: Bool = false) {
    self.size = size
    self.mode = mode
    self.alignCorners = alignCorners
  }

  /// To this many times the extents, rounded down.
  public init(scale: Scales, mode: Mode = .nearest, alignCorners: Bool = false) {
    self.scale = scale
    self.mode = mode
    self.alignCorners = alignCorners
  }

  public static let signature = Signature(
    "resize", .upsampling, "Resizes the spatial axes to any extents, or by any factor.",
    arguments: [
      .positional("size", .axes(), otherwise: "the `scale`", "the extents of the output"),
      .named("scale", .scales, otherwise: "the `size`", "how many times as large each axis becomes"),
      .named(
        "mode", .word(Mode.allCases.map(\.rawValue)), default: .word(Mode.nearest.rawValue),
        "copies, interpolation between two or four elements on each axis, or means",
        foreign: ["bilinear", "trilinear", "bicubic"]),
      .named(
        "align_corners", .boolean, default: false,
        "whether the centres of the outermost elements stay in place instead of their edges"),
    ],
    notes: [
      "Like `torch.nn.functional.interpolate`. If `n` elements become `m`, output `i` lies at `i*n/m` of the input for "
        + "`nearest`, which is rounded down, at `(i + 1/2)*n/m - 1/2` for `linear` and `cubic`, and at `i*(n - 1)/(m - 1)` "
        + "with `align_corners`. With `scale` the extents are rounded down, and `1/scale` replaces `n/m`.",
      "`cubic` is the convolution of Keys (1981) with -0.75, for two axes; `area` is `adaptive_avg_pool`.",
      "Interpolation multiplies 2 or 4 neighbours on each axis that changes by precomputed weights, and adds "
        + "the products up.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    size = try arguments.optionalAxes("size")
    scale = try arguments.optionalScales("scale")
    do throws(ArgumentFault) {
      mode = Mode(rawValue: try arguments.word("mode")) ?? .nearest
    } catch {
      var fault = error
      if case .word(let word) = fault.found, ["bilinear", "trilinear", "bicubic"].contains(word) {
        fault.help = word == "bicubic" ? "it is `cubic` here" : "it is `linear`, on any number of axes"
      }
      throw fault
    }
    alignCorners = try arguments.boolean("align_corners")
  }

  public var arguments: [ArgumentValue?] {
    [size.map { .init($0) }, scale.map { .init($0) }, .word(mode.rawValue), .boolean(alignCorners)]
  }

  /// The channels stay; each axis becomes `size`, or `floor(extent*scale)`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try map(inputs)
    try check(rank: input.rank - 1)
    var extents = [Extent("in_channels", input[0])]
    let names = Axis.spatial(input.rank - 1)
    for (axis, extent) in input.spatial.enumerated() {
      if let size {
        extents.append(Extent("size_\(names[axis])", size(axis)))
      } else if let scale = scale?.expanded(to: input.rank - 1)[axis] {
        let product = (Double(extent) * scale).rounded(.down)
        guard product >= 1 else { throw .empty(axis: names[axis], extent: 0) }
        guard product <= Double(Limits.extent) else { throw .tooLarge([extent]) }
        extents.append(try Self.extent(Int(product), of: Factor("in_\(names[axis])", extent), times: scale))
      }
    }
    return .extents(extents)
  }

  private func check(rank: Int) throws(Misfit) {
    guard (size == nil) != (scale == nil) else {
      throw .conflict(
        "`resize` takes either `size` or `scale`",
        help:
          "`size: [33, 33]` gives the extents of the output, `scale: 1.5` how many times as large they become"
      )
    }
    if let count = size?.count ?? scale?.count, count != rank {
      throw .axes(argument: size == nil ? "scale" : "size", given: count, needed: rank)
    }
    guard mode != .cubic || rank == 2 else {
      throw .conflict(
        "`mode: cubic` of `resize` is for two spatial axes, but the input has \(rank)",
        help: "`linear` is for one to three")
    }
    guard !alignCorners || mode == .linear || mode == .cubic else {
      throw .conflict(
        "`align_corners` of `resize` is for `linear` and `cubic`",
        help: "`\(mode.rawValue)` has no centres to interpolate between")
    }
  }

  /// An extent with its working, if the factor is a fraction of whole numbers.
  private static func extent(_ value: Int, of axis: Factor, times scale: Double) throws(Misfit) -> Extent {
    for divisor in [1, 2, 4, 5, 8, 10, 100, 1000] {
      let numerator = (scale * Double(divisor)).rounded()
      guard numerator / Double(divisor) == scale, numerator <= Double(Limits.extent) else { continue }
      let product = Formula.product([.named(axis.name, axis.value), .literal(Int(numerator))])
      let formula = divisor == 1 ? product : Formula.floor(product, .literal(divisor))
      // Products of decimals are rounded, which may take them below a whole number.
      if formula.value == value { return try Extent(formula) }
    }
    return Extent("floor_of_\(axis.name)_times_scale", value)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// Copies cost no arithmetic; interpolation a multiplication for each neighbour and additions between them; means
  /// cost the same as `adaptive_avg_pool`.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    guard mode != .area else { return mean(output).work(from: inputs, to: output) }
    let axes = axes(from: inputs[0], to: output)
    let changed = axes.count(where: \.changes)
    let neighbours = axes.reduce(1) { $0 * $1.taps }
    var work = Work()
    if mode != .nearest, changed > 0 {
      work[.multiplications] = Count([Factor("neighbours", neighbours)], output.elements)
      work[.additions] = Count([Factor("neighbours_after_first", neighbours - 1)], output.elements)
    }
    let names = Axis.spatial("read_", axes.count)
    work[.activationReads] = Count(
      [Factor("in_channels", inputs[0][0])], zip(names, axes).map { Factor($0, $1.positionsRead) })
    work[.writes] = Count(output.elements)
    return work
  }

  private func mean(_ output: Shape) -> AdaptiveAvgPool { AdaptiveAvgPool(.each(Array(output.spatial))) }

  /// The neighbours with a weight.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    mode == .area
      ? mean(output).reach(from: inputs, to: output)
      : .axes(axes(from: inputs[0], to: output).map(\.reach))
  }

  private func axes(from input: Shape, to output: Shape) -> [ResizedAxis] {
    let scales = scale?.expanded(to: input.rank - 1)
    return zip(input.spatial, output.spatial).enumerated().map { index, axis in
      ResizedAxis(
        extent: axis.0, size: axis.1, scale: scales?[index], mode: mode, alignsCorners: alignCorners)
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .kept, values: .kept, axes: .map, part: .layer, firstAxis: .channels
    )
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }
}
