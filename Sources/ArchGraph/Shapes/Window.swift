/// One number for every axis, or one for each.
public enum Axes: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// The same on every axis.
  case all(Int)
  /// One for each axis, outermost first.
  case each([Int])

  /// The same on every axis.
  public init(integerLiteral value: Int) { self = .all(value) }

  /// The number of an axis; the count of axes has been checked before.
  @inline(__always)
  public func callAsFunction(_ axis: Int) -> Int {
    switch self {
    case .all(let value): value
    case .each(let values): values[axis]
    }
  }

  /// The number of axes it was written for, where it says so.
  public var count: Int? {
    switch self {
    case .all: nil
    case .each(let values): values.count
    }
  }

  /// The numbers for `count` axes.
  public func expanded(to count: Int) -> [Int] { (0..<count).map { self($0) } }
}

/// What is added around the input before a window runs over it.
public enum Padding: Hashable, Sendable, ExpressibleByIntegerLiteral {
  /// As much before as after, one number for every axis or one for each.
  case symmetric(Axes)
  /// Before and after, for each axis.
  case explicit([Sides])
  /// As much as makes the output `ceil(input / stride)`; an odd rest goes after (TensorFlow's rule,
  /// and PyTorch's where the stride is 1).
  case same
  /// All of it before the input, `dilation*(kernel - 1)`, so that no output sees what comes after it; for one axis, as in
  /// Keras. The output is `ceil(input / stride)`.
  case causal

  /// What one axis gets.
  public struct Sides: Hashable, Sendable {
    /// Before the first element.
    public var before: Int
    /// After the last element.
    public var after: Int

    /// Padding of one axis.
    public init(_ before: Int, _ after: Int) {
      self.before = before
      self.after = after
    }
  }

  /// No padding at all.
  public static let valid = Padding.symmetric(0)

  /// The same on both sides of every axis.
  public init(integerLiteral value: Int) { self = .symmetric(.all(value)) }

  /// The number of axes it was written for, where it says so.
  public var count: Int? {
    switch self {
    case .symmetric(let axes): axes.count
    case .explicit(let sides): sides.count
    case .same, .causal: nil
    }
  }
}

/// A window that slides over the spatial axes of its input: that of a convolution or a pooling.
public struct Window: Hashable, Sendable {
  /// The number of taps on each axis.
  public var kernel: Axes
  /// The step from one position to the next.
  public var stride: Axes
  /// The distance between neighbouring taps.
  public var dilation: Axes
  /// What is added around the input.
  public var padding: Padding
  /// Whether a last window that hangs over the edge still counts.
  public var ceil: Bool

  /// A window; everything but the kernel has the usual default.
  public init(
    kernel: Axes, stride: Axes = 1, dilation: Axes = 1, padding: Padding = 0, ceil: Bool = false
  ) {
    self.kernel = kernel
    self.stride = stride
    self.dilation = dilation
    self.padding = padding
    self.ceil = ceil
  }

  /// The window on each of the axes of `spatial`, whose padding may depend on the extent.
  ///
  /// - Throws: ``Misfit/axes(argument:given:needed:)`` if it was written for another number of axes, and
  ///   ``Misfit/window(axis:kernel:padded:input:)`` if it is larger than the padded input.
  public func axes(over spatial: ArraySlice<Int>) throws(Misfit) -> [WindowAxis] {
    try check(rank: spatial.count)
    var result: [WindowAxis] = []
    result.reserveCapacity(spatial.count)
    for axis in 0..<spatial.count {
      let extent = spatial[spatial.startIndex + axis]
      let resolved = try self.axis(axis, of: spatial.count, over: extent)
      let padded = CheckedInteger(extent) + CheckedInteger(resolved.before) + CheckedInteger(resolved.after)
      guard let padded = padded.value else { throw .tooLarge([extent]) }
      // With `ceil` the only window may hang over the edge by less than a step, as the last one may.
      let room = CheckedInteger(padded) + CheckedInteger(ceil && padding != .same ? resolved.stride - 1 : 0)
      if resolved.extent > room.value ?? .max {
        throw .window(
          axis: Axis.spatial(spatial.count)[axis], kernel: resolved.extent, padded: padded, input: extent)
      }
      result.append(resolved)
    }
    return result
  }

  /// The extents that the window produces from `spatial`, behind those that lead: the channels.
  public func extents(_ leading: Extent, over spatial: ArraySlice<Int>) throws(Misfit) -> [Extent] {
    let axes = try axes(over: spatial)
    var result: [Extent] = []
    result.reserveCapacity(axes.count + 1)
    result.append(leading)
    for (axis, input) in zip(axes, spatial) {
      guard let steps = axis.steps(over: input) else { throw .tooLarge([input]) }
      result.append(Extent(value: steps, origin: .window(axis, input: input)))
    }
    return result
  }

  /// Checks that nothing was written for another number of axes.
  func check(rank: Int) throws(Misfit) {
    if let count = kernel.count, count != rank { throw .axes(argument: "kernel", given: count, needed: rank) }
    if let count = stride.count, count != rank { throw .axes(argument: "stride", given: count, needed: rank) }
    if let count = dilation.count, count != rank {
      throw .axes(argument: "dilation", given: count, needed: rank)
    }
    if let count = padding.count, count != rank {
      throw .axes(argument: "padding", given: count, needed: rank)
    }
    if padding == .causal, rank != 1 {
      let sides = kernel.expanded(to: rank).enumerated().map { axis, kernel in
        let whole = CheckedInteger(dilation(axis)) * CheckedInteger(kernel - 1)
        let total = whole.value ?? Limits.extent
        return axis == 0 ? "[\(total), 0]" : "[\(total / 2), \(total - total / 2)]"
      }
      throw .conflict(
        "`padding: causal` is for one spatial axis, and the input has \(rank)",
        help: "in numbers, causal on the first axis alone: `padding: [\(sides.joined(separator: ", "))]`")
    }
  }

  private func axis(_ axis: Int, of rank: Int, over extent: Int) throws(Misfit) -> WindowAxis {
    var result = WindowAxis(
      kernel: kernel(axis), stride: stride(axis), dilation: dilation(axis), before: 0, after: 0, ceil: ceil)
    guard result.checkedExtent != nil else { throw .tooLarge([kernel(axis)]) }
    switch padding {
    case .symmetric(let amount):
      result.before = amount(axis)
      result.after = amount(axis)
    case .explicit(let sides):
      result.before = sides[axis].before
      result.after = sides[axis].after
    case .same:
      let steps = (extent + result.stride - 1) / result.stride
      let covered = CheckedInteger((steps - 1) * result.stride) + CheckedInteger(result.checkedExtent)
      guard let excess = (covered - CheckedInteger(extent)).value else { throw .tooLarge([kernel(axis)]) }
      let total = max(0, excess)
      result.before = total / 2
      result.after = total - total / 2
      result.isSame = true
    case .causal:
      result.before = result.extent - 1
      result.isCausal = true
      // Each window ends at an element of the input, so that none hangs over.
      result.ceil = false
    }
    return result
  }

  /// The kernel's sizes as factors: `kernel_height`, `kernel_width`.
  public func taps(rank: Int) -> [Factor] {
    var factors: [Factor] = []
    factors.reserveCapacity(rank)
    appendTaps(rank: rank, to: &factors)
    return factors
  }

  /// Appends the kernel's sizes as factors.
  public func appendTaps(rank: Int, to factors: inout [Factor]) {
    switch rank {
    case 1: factors.append(Factor("kernel", kernel(0)))
    case 2:
      factors.append(Factor("kernel_height", kernel(0)))
      factors.append(Factor("kernel_width", kernel(1)))
    default:
      for (axis, name) in Axis.spatial("kernel_", rank).enumerated() {
        factors.append(Factor(name, kernel(axis)))
      }
    }
  }
}

/// A window on one axis, with its padding in numbers.
public struct WindowAxis: Hashable, Sendable {
  /// The number of taps.
  public var kernel: Int
  /// The step from one position to the next.
  public var stride: Int
  /// The distance between neighbouring taps.
  public var dilation: Int
  /// Padding before the first element.
  public var before: Int
  /// Padding after the last element.
  public var after: Int
  /// Whether a last window that hangs over the edge still counts.
  public var ceil: Bool
  /// Whether the padding was chosen for the extent of the input.
  public var isSame = false
  /// Whether the padding was chosen so that each window ends at an element of the input.
  public var isCausal = false

  /// The distance from the first to the last tap, plus one: `dilation*(kernel - 1) + 1`.
  public var extent: Int { dilation * (kernel - 1) + 1 }

  var checkedExtent: Int? {
    (CheckedInteger(dilation) * CheckedInteger(kernel - 1) + CheckedInteger(1)).value
  }

  /// The number of positions on an axis of `input` elements.
  public func steps(over input: Int) -> Int? { steps(over: CheckedInteger(input), extent: input).value }

  /// The number of positions, for numbers and for formulas.
  ///
  /// The rule of every framework: `floor((n + p_before + p_after - d*(k - 1) - 1)/s) + 1`. With `ceil`, a last
  /// window that would begin in the padding after the input is dropped (Caffe and PyTorch).
  func steps<Q: Quantity>(over input: Q, extent n: Int) -> Q {
    let step = Q.named("stride", stride)
    if isSame || isCausal { return Q.ceiling(input, dividedBy: step) }
    let padded =
      before == after
      ? input + Q.literal(2) * Q.named("padding", before)
      : input + Q.named("padding_before", before) + Q.named("padding_after", after)
    let room =
      dilation == 1
      ? padded - Q.named("kernel", kernel)
      : padded - Q.named("dilation", dilation) * (Q.named("kernel", kernel) - Q.literal(1)) - Q.literal(1)
    guard ceil else { return Q.floor(room, dividedBy: step) + Q.literal(1) }
    let steps = Q.ceiling(room, dividedBy: step) + Q.literal(1)
    return dropsLast(over: n) ? steps - Q.literal(1) : steps
  }

  /// Whether, with ``ceil``, the last window that hangs over the edge is left out, since it would begin behind the input.
  public func dropsLast(over n: Int) -> Bool {
    guard ceil, !isSame else { return false }
    let room = CheckedInteger(n) + CheckedInteger(before) + CheckedInteger(after) - CheckedInteger(extent)
    let last = CheckedInteger.ceiling(room, dividedBy: CheckedInteger(stride)) * CheckedInteger(stride)
    guard let last = last.value, let end = (CheckedInteger(n) + CheckedInteger(before)).value else {
      return false
    }
    return last >= end
  }

  /// The extent of a transposed convolution: `(n - 1)*s - p_before - p_after + d*(k - 1) + 1 + output_padding`.
  func transposedSteps<Q: Quantity>(over input: Q, outputPadding: Q) -> Q {
    if isSame { return input * Q.named("stride", stride) + outputPadding }
    let body = (input - Q.literal(1)) * Q.named("stride", stride)
    let padded =
      before == after
      ? body - Q.literal(2) * Q.named("padding", before)
      : body - Q.named("padding_before", before) - Q.named("padding_after", after)
    let reach =
      dilation == 1
      ? padded + Q.named("kernel", kernel)
      : padded + Q.named("dilation", dilation) * (Q.named("kernel", kernel) - Q.literal(1)) + Q.literal(1)
    return reach + outputPadding
  }
}
