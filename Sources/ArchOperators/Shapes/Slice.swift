import ArchGraph

/// A part of an axis, from an index up to, but not including, another.
public struct Slice: Operator {
  /// The axis, counted from the end if negative.
  public var axis: Int

  /// The first index of the part, counted from the end of the axis if negative.
  public var from: Int

  /// The index after the last, counted from the end of the axis if negative, or `nil` for all that follows.
  public var to: Int?

  /// The distance from one element of the part to the next.
  public var step: Int

  /// The part of an axis from an index up to, but not including, another; every element of it unless there is a step.
  public init(_ axis: Int, from: Int = 0, to: Int? = nil, step: Int = 1) {
    self.axis = axis
    self.from = from
    self.to = to
    self.step = step
  }

  public static let signature = Signature(
    "slice", .shape, "A part of an axis, from one index up to but not including another.",
    arguments: [
      .positional(
        "axis", .integer, "the axis; 0 is that of channels or features, negative counts from the end"),
      .named("from", .integer, default: 0, "the first index; negative counts from the end"),
      .named("to", .integer, otherwise: "the end", "the index after the last; negative counts from the end"),
      .named("step", .count(), default: 1, "how far one element is from the next"),
    ],
    notes: ["It copies the part and computes nothing."])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    axis = try arguments.integer("axis")
    from = try arguments.integer("from")
    to = try arguments.optionalInteger("to")
    step = try arguments.integer("step")
  }

  public var arguments: [ArgumentValue?] {
    [.integer(axis), .integer(from), to.map { .integer($0) }, .integer(step)]
  }

  /// The extents of the input, with `to - from` on the axis, divided by the step and rounded up.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try entries(inputs, rank: 1, "an axis to take a part of")
    let axis = try axis(axis, of: input)
    let (first, end) = part(of: input[axis])
    for (what, given, index) in [("`from`", from, first), ("`to`", to ?? end, end)]
    where !(0...input[axis]).contains(index) {
      throw .range(
        what: what, value: "\(given)",
        allowed: "the axis has \(input[axis]) elements, counted from 0, or from the end")
    }
    guard step >= 1 else { throw .range(what: "`step`", value: "\(step)", allowed: "it counts from 1") }
    guard first < end else { throw .empty(axis: Axis.names("", rank: input.rank)[axis], extent: end - first) }
    var extents = input.factors("in_").map { Extent($0.name, $0.value) }
    let length = Formula.difference(.named("to", end), .named("from", first))
    extents[axis] = try Extent(step == 1 ? length : .ceiling(length, .named("step", step)))
    return .moved(extents)
  }

  /// The part of an axis of `extent` elements, counted from its start.
  func part(of extent: Int) -> (first: Int, end: Int) {
    let end = to ?? extent
    return (from < 0 ? from + extent : from, end < 0 ? end + extent : end)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; the part is read and written.
  public func work(from inputs: [Shape], to output: Shape) -> Work { .copy(output.elements) }

  /// The position `from` further on the axis, in steps.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    let axis = rowAxes(axis, of: output).lowerBound
    return .shifted(
      by: part(of: inputs[0][axis]).first, step: step, on: axis, of: output, dependsOnExtent: from < 0)
  }

  /// `y[…, i, …] = x[…, from + i*step, …]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let axis = axis < 0 ? axis + output.rank : axis
    let start = from < 0 ? x.shape[axis] + from : from
    return Tensor(output) { position in
      var source = position
      source[axis] = start + source[axis] * step
      return x[source]
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .asInput, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Every axis, from the front and from the end, the full axis and one element, and in steps.
  public static let specimens = [
    Specimen(Slice(0, from: 1), on: [3, 2, 4]), Specimen(Slice(0, to: 2), on: [5]),
    Specimen(Slice(0, from: -1), on: [4, 3]), Specimen(Slice(1, from: 1, to: 3), on: [2, 4, 3]),
    Specimen(Slice(1, from: -3, to: -1), on: [2, 4, 3]), Specimen(Slice(2, to: -1), on: [2, 2, 4]),
    Specimen(Slice(-1, from: 2), on: [2, 3, 4]), Specimen(Slice(-2, from: 1, to: 2), on: [2, 3, 4]),
    Specimen(Slice(0, step: 2), on: [5, 2]), Specimen(Slice(1, from: 1, step: 3), on: [2, 8, 2]),
    Specimen(Slice(-1, from: -5, to: -1, step: 2), on: [2, 3, 6]), Specimen(Slice(1, step: 9), on: [2, 4]),
    Specimen(Slice(1), on: [2, 3]), Specimen(Slice(-3, from: 1, to: 2), on: [2, 3, 4]),
    Specimen(Slice(0, from: 1, to: 3), on: Shape([5], of: .token)),
    Specimen(Slice(-1, from: -3, step: 2), on: Shape([2, 4], of: .token)),
  ]
}
