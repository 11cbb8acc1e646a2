import ArchGraph

/// One of several equal parts of an axis.
public struct Split: Operator {
  /// How many parts the axis is split into.
  public var parts: Int

  /// Which of them is taken, the first being 0.
  public var take: Int

  /// The axis; negative from the end.
  public var axis: Int

  /// One of several equal parts of an axis, the channels where none is given.
  public init(_ parts: Int, take: Int, axis: Int = 0) {
    self.parts = parts
    self.take = take
    self.axis = axis
  }

  public static let signature = Signature(
    "split", .shape, "One of several equal parts of an axis, the channels by default.",
    arguments: [
      .positional("parts", .count(), "how many parts the axis is split into"),
      .named("take", .count(from: 0), "which of them is taken; the first is 0"),
      .named("axis", .integer, default: 0, "the axis; negative counts from the end"),
    ],
    notes: ["It copies the part and computes nothing."])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    parts = try arguments.integer("parts")
    take = try arguments.integer("take")
    axis = try arguments.integer("axis")
  }

  public var arguments: [ArgumentValue?] { [.integer(parts), .integer(take), .integer(axis)] }

  /// The extents of the input, but on the axis its extent over `parts`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try tensor(inputs, rank: 1, "an axis to split")
    let axis = try axis(axis, of: input)
    guard parts >= 1, input[axis] % parts == 0 else {
      throw .indivisible(
        what: "an axis of \(input[axis])", count: input[axis], by: "parts", divisor: parts)
    }
    guard (0..<parts).contains(take) else {
      throw .range(what: "`take`", value: "\(take)", allowed: "the parts are 0 to \(parts - 1)")
    }
    let names = input.factors("in_")
    var extents = names.map { Extent($0.name, $0.value) }
    extents[axis] = try Extent(.floor(.named(names[axis].name, input[axis]), .named("parts", parts)))
    return .extents(extents)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; the part is read and written.
  public func work(from inputs: [Shape], to output: Shape) -> Work { .copy(output.elements) }

  /// The position that lies as far on as the parts before this one.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    let axis = rowAxes(axis, of: output).lowerBound
    return .shifted(by: take * output[axis], on: axis, of: output, dependsOnExtent: take > 0)
  }

  /// `y[…, i, …] = x[…, take*n/parts + i, …]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let axis = axis < 0 ? axis + output.rank : axis
    return Tensor(output) { position in
      var source = position
      source[axis] += x.shape[axis] / parts * take
      return x[source]
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .asInput, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Every part of channels, and parts of every axis.
  public static let specimens = [
    Specimen(Split(2, take: 0), on: [4, 3, 2]), Specimen(Split(2, take: 1), on: [4, 3, 2]),
    Specimen(Split(3, take: 2), on: [6]), Specimen(Split(3, take: 1, axis: -1), on: [2, 6]),
    Specimen(Split(2, take: 1, axis: 1), on: [2, 4, 3]), Specimen(Split(2, take: 0, axis: 2), on: [2, 3, 2]),
    Specimen(Split(1, take: 0), on: [3, 2]),
  ]
}
