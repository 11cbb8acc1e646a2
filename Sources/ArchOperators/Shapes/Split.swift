import ArchGraph

/// One of several parts of an axis.
public struct Split: Operator, Dividing {
  /// How an axis is split.
  public enum Parts: Hashable, Sendable {
    /// This many equal parts.
    case equal(Int)
    /// Parts of these sizes.
    case sizes([Int])
  }

  /// The parts of the axis.
  public var parts: Parts

  /// The index of the part to return, counted from 0.
  public var take: Int

  /// The axis, counted from the end if negative.
  public var axis: Int

  /// One of several equal parts of an axis, by default of the channels.
  public init(_ parts: Int, take: Int, axis: Int = 0) {
    self.parts = .equal(parts)
    self.take = take
    self.axis = axis
  }

  /// One of several parts of an axis with these sizes, by default of the channels.
  public init(sizes: [Int], take: Int, axis: Int = 0) {
    parts = .sizes(sizes)
    self.take = take
    self.axis = axis
  }

  public static let signature = Signature(
    "split", .shape, "Splits an axis, the channels by default, and gives one of the parts.",
    arguments: [
      .positional(
        "parts", .integerList(from: 1), "the number of equal parts, or the size of each part"),
      .named("take", .count(from: 0), "which part to give; the first is 0"),
      .named("axis", .integer, default: 0, "the axis; negative counts from the end"),
    ],
    notes: [
      "`split(3, take: 0)` is the first of three equal parts, `split([64, 64, 32], take: 2)` the last 32 of 160 channels.",
      "Without `take` a call gives all parts as a list, each of them a layer: `q, k, v: split(3)`.",
      "It copies the part and computes nothing.",
    ], part: "take")

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    parts =
      switch try arguments.axes("parts") {
      case .all(let count): .equal(count)
      case .each(let sizes): .sizes(sizes)
      }
    take = try arguments.integer("take")
    axis = try arguments.integer("axis")
  }

  public var arguments: [ArgumentValue?] { [written, .integer(take), .integer(axis)] }

  private var written: ArgumentValue {
    switch parts {
    case .equal(let count): .integer(count)
    case .sizes(let sizes): .init(sizes)
    }
  }

  /// The extents of the input, with the extent divided by `parts`, or the size of the part, on the axis.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try entries(inputs, rank: 1, "an axis to split")
    let axis = try axis(axis, of: input)
    let count = try count(of: input[axis])
    guard (0..<count).contains(take) else {
      throw .range(what: "`take`", value: "\(take)", allowed: "the parts are 0 to \(count - 1)")
    }
    let names = input.factors("in_")
    var extents = names.map { Extent($0.name, $0.value) }
    switch parts {
    case .equal(let count):
      extents[axis] = try Extent(.floor(.named(names[axis].name, input[axis]), .named("parts", count)))
    case .sizes(let sizes): extents[axis] = Extent("size", sizes[take])
    }
    return .moved(extents)
  }

  public var partCount: Int {
    switch parts {
    case .equal(let count): count
    case .sizes(let sizes): sizes.count
    }
  }

  /// How many parts an axis has.
  private func count(of extent: Int) throws(Misfit) -> Int {
    switch parts {
    case .equal(let count):
      guard count >= 1, extent % count == 0 else {
        throw .indivisible(what: "an axis of \(extent)", count: extent, by: "parts", divisor: count)
      }
      return count
    case .sizes(let sizes):
      for size in sizes where size < 1 {
        throw .range(what: "the size of a part", value: "\(size)", allowed: "it counts from 1")
      }
      let sum = sizes.reduce(CheckedInteger(0)) { $0 + CheckedInteger($1) }.value
      guard sum == extent else {
        throw .conflict(
          "the parts of `split` have \(sum.map { "\($0)" } ?? "too many") elements in total, but the axis has \(extent)",
          help: "give the size of every part, so that they add up to \(extent)")
      }
      return sizes.count
    }
  }

  /// The number of elements of an axis before the part, and in the part.
  func place(in extent: Int) -> (first: Int, size: Int) {
    switch parts {
    case .equal(let count): (take * (extent / count), extent / count)
    case .sizes(let sizes): (sizes[..<take].reduce(0, +), sizes[take])
    }
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; the part is read and written.
  public func work(from inputs: [Shape], to output: Shape) -> Work { .copy(output.elements) }

  /// The position further by the sizes of the parts before this one.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    let axis = rowAxes(axis, of: output).lowerBound
    let isEqual = if case .equal = parts { true } else { false }
    return .shifted(
      by: place(in: inputs[0][axis]).first, on: axis, of: output, dependsOnExtent: isEqual && take > 0)
  }

  /// `y[…, i, …] = x[…, first + i, …]` if the part begins at `first`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let axis = axis < 0 ? axis + output.rank : axis
    let first = place(in: x.shape[axis]).first
    return Tensor(output) { position in
      var source = position
      source[axis] += first
      return x[source]
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .asInput, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Every part of channels, and parts of every axis; equal ones and others.
  public static let specimens = [
    Specimen(Split(2, take: 0), on: [4, 3, 2]), Specimen(Split(2, take: 1), on: [4, 3, 2]),
    Specimen(Split(3, take: 2), on: [6]), Specimen(Split(3, take: 1, axis: -1), on: [2, 6]),
    Specimen(Split(2, take: 1, axis: 1), on: [2, 4, 3]), Specimen(Split(2, take: 0, axis: 2), on: [2, 3, 2]),
    Specimen(Split(1, take: 0), on: [3, 2]), Specimen(Split(sizes: [1, 2, 3], take: 0), on: [6, 2]),
    Specimen(Split(sizes: [1, 2, 3], take: 2), on: [6, 2, 2]),
    Specimen(Split(sizes: [4], take: 0), on: [4, 2]),
    Specimen(Split(sizes: [3, 2], take: 1, axis: -1), on: [2, 3, 5]),
    Specimen(Split(sizes: [1, 1, 2], take: 1, axis: 1), on: [2, 4]),
    Specimen(Split(2, take: 1), on: Shape([6], of: .token)),
    Specimen(Split(sizes: [1, 3], take: 1, axis: -1), on: Shape([2, 4], of: .token)),
  ]
}
