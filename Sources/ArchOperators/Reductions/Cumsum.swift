import ArchGraph

/// The sums of the elements up to each position of an axis.
public struct Cumsum: Operator {
  /// The axis to sum along, counted from the end if negative.
  public var axis: Int

  /// Whether each sum excludes the element at its position.
  public var isExclusive: Bool

  /// Whether sums begin at the end of the axis.
  public var isReverse: Bool

  /// Running sums along an axis, by default from its start and including the element at each position.
  public init(_ axis: Int, isExclusive: Bool = false, isReverse: Bool = false) {
    self.axis = axis
    self.isExclusive = isExclusive
    self.isReverse = isReverse
  }

  public static let signature = Signature(
    "cumsum", .arithmetic, "The sums of the elements up to each position of an axis.",
    arguments: [
      .positional("axis", .integer, "the axis to sum along; negative counts from the end"),
      .named("exclusive", .boolean, default: false, "whether each sum excludes its own element"),
      .named("reverse", .boolean, default: false, "whether sums begin at the end of the axis"),
    ],
    notes: [
      "`[1, 2, 3]` becomes `[1, 3, 6]`; with `exclusive` it becomes `[0, 1, 3]`, with `reverse` `[6, 5, 3]`.",
      "A position depends on all before it: its receptive field is a window as long as the axis.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    axis = try arguments.integer("axis")
    isExclusive = try arguments.boolean("exclusive")
    isReverse = try arguments.boolean("reverse")
  }

  public var arguments: [ArgumentValue?] { [.integer(axis), .boolean(isExclusive), .boolean(isReverse)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try axis(axis, of: tensor(inputs, rank: 1, "an axis to sum along"))
    return .sameAsInput
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One addition for each element of a row after the first; if sums exclude their own element, the last of a row
  /// is neither read nor added.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let rows = Rows(of: output, along: rowAxes(axis, of: output))
    var work = Work()
    if isExclusive {
      work[.additions] = Count([Factor("row_between_ends", max(0, rows.length - 2))], rows.count)
      work[.activationReads] = Count([Factor("row_before_last", rows.length - 1)], rows.count)
    } else {
      work[.additions] = Count([rows.afterFirst], rows.count)
      work[.activationReads] = Count(output.elements)
    }
    work[.writes] = Count(output.elements)
    return work
  }

  /// A window as long as the axis that ends, or begins, at the position.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    let summed = rowAxes(axis, of: output).lowerBound
    // The first channel depends on nothing if its own element is excluded.
    guard summed > 0 else { return isExclusive ? .unknown : .pointwise }
    let length = output[summed]
    let before = isReverse ? (isExclusive ? -1 : 0) : (isExclusive ? length : length - 1)
    let window = AxisReach.regular(.init(taps: length, before: before, dependsOnExtent: true))
    return .axes((1..<output.rank).map { $0 == summed ? window : .identity })
  }

  /// `y[i] = x[0] + … + x[i]`, or up to `x[i - 1]`; in reverse from the end.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    inputs[0].mapRows(along: rowAxes(axis, of: output)) { row in
      let ordered = isReverse ? row.reversed() : row
      var sums = isExclusive ? [N(0)] : []
      for x in isExclusive ? ordered.dropLast() : ordered[...] {
        sums.append(sums.isEmpty || isExclusive && sums.count == 1 ? x : sums[sums.count - 1] + x)
      }
      return isReverse ? sums.reversed() : sums
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .rearranged, values: .runningSum(axis: axis), axes: .asInput,
      part: .arrangement)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// Every axis, with and without each position's own element, from either end; rows of one and two elements.
  public static let specimens: [Specimen<Cumsum>] = {
    let cases: [(axis: Int, shape: Shape)] = [
      (1, [2, 3, 4]), (0, [5]), (0, [3, 2, 2]), (-1, [2, 3, 4]), (-2, [3, 5]), (1, [2, 1, 3]), (-1, [3, 2]),
    ]
    return [(false, false), (false, true), (true, false), (true, true)].flatMap { exclusive, reverse in
      cases.map { Specimen(Cumsum($0.axis, isExclusive: exclusive, isReverse: reverse), on: $0.shape) }
    }
  }()
}
