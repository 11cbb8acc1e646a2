import ArchGraph

/// The largest elements of an axis, the largest first, or their indices.
public struct TopK: Operator {
  /// Which result to return for the largest elements.
  public enum Take: String, Hashable, Sendable, CaseIterable {
    /// The elements.
    case values
    /// Their indices on the axis.
    case indices
  }

  /// How many elements.
  public var count: Int

  /// The axis, counted from the end if negative.
  public var axis: Int

  /// Whether to return the elements or their indices.
  public var take: Take

  /// This many of the largest elements along an axis, by default the last.
  public init(_ count: Int, axis: Int = -1, take: Take = .values) {
    self.count = count
    self.axis = axis
    self.take = take
  }

  public static let signature = Signature(
    "top_k", .sampling, "The largest elements of an axis in descending order, or their indices.",
    arguments: [
      .positional("k", .count(), "how many elements"),
      .named("axis", .integer, default: -1, "the axis; negative counts from the end"),
      .named(
        "take", .word(Take.allCases.map(\.rawValue)), default: .word(Take.values.rawValue),
        "whether to give the elements, or their indices as whole numbers"),
    ],
    notes: [
      "Of equal elements, the first comes first.",
      "The work is that of `k` passes of a bubble sort from the end of the axis: the first brings the largest of `n` elements "
        + "to the front with `n - 1` exchanges, the next the largest of the others with one less. An exchange takes the larger "
        + "and the smaller of two neighbours; for indices also their difference, whose sign chooses two indices. "
        + "Implementations may sort differently.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    count = try arguments.integer("k")
    axis = try arguments.integer("axis")
    take = Take(rawValue: try arguments.word("take")) ?? .values
  }

  public var arguments: [ArgumentValue?] { [.integer(count), .integer(axis), .word(take.rawValue)] }

  /// The extents of the input, with `k` on the axis.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try tensor(inputs, rank: 1, "an axis to choose from")
    let axis = try axis(axis, of: input)
    guard (1...input[axis]).contains(count) else {
      throw .range(
        what: "`k`", value: "\(count)", allowed: "the axis has \(input[axis]) elements to choose from")
    }
    var extents = input.factors("in_").map { Extent($0.name, $0.value) }
    extents[axis] = Extent("k", count)
    return .extents(extents)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// For each exchange two comparisons, or a subtraction and four; every element is read.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let rows = Rows(of: inputs[0], along: rowAxes(axis, of: inputs[0]))
    // `(n - 1) + (n - 2) + … + (n - k)`; one of its factors is even.
    let (k, ends) = (count, 2 * rows.length - count - 1)
    let exchanges = [
      Factor("passes", k % 2 == 0 ? k / 2 : k), Factor("exchanges", k % 2 == 0 ? ends : ends / 2),
    ]
    var work = Work()
    if take == .indices { work[.subtractions] = Count(exchanges, rows.count) }
    work[.comparisons] = Count(
      [Factor("per_exchange", take == .indices ? 4 : 2)], exchanges, rows.count)
    // The index of a single element is known without reading it.
    if take == .values || rows.length > 1 { work[.activationReads] = Count(inputs[0].factors("in_")) }
    work[.writes] = Count(output.elements)
    return work
  }

  /// The whole axis; the index of a single element does not depend on it.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    let row = rowAxes(axis, of: inputs[0])
    if take == .indices, inputs[0][row.lowerBound] == 1 { return .everything }
    return .rows(along: row, of: inputs[0])
  }

  /// The first `k` of the elements in descending order, by exchanges of neighbours.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let axis = axis < 0 ? axis + output.rank : axis
    var result = Tensor(output, Array(repeating: N(0), count: output.elementCount ?? 0))
    var starts = output.dimensions
    starts[axis] = 1
    for start in Positions(starts) {
      func place(_ index: Int) -> [Int] { start[..<axis] + [index] + start[(axis + 1)...] }
      var values = (0..<x.shape[axis]).map { x[place($0)] }
      var indices = values.indices.map { N(Float($0)) }
      for first in 0..<count {
        for i in stride(from: values.count - 1, to: first, by: -1) {
          let (a, b) = (values[i - 1], values[i])
          if take == .indices {
            let difference = a - b
            (indices[i - 1], indices[i]) = (
              N.ifNegative(difference, indices[i], else: indices[i - 1]),
              N.ifNegative(difference, indices[i - 1], else: indices[i])
            )
          }
          (values[i - 1], values[i]) = (N.maximum(a, b), N.minimum(a, b))
        }
        result[place(first)] = take == .indices ? indices[first] : values[first]
      }
    }
    return result
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .rearranged,
      values: take == .indices ? .index(axis: axis) : .largestOfWindow, axes: .asInput, part: .layer)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// One, some and all elements of every axis, and their indices.
  public static let specimens: [Specimen<TopK>] = Take.allCases.flatMap { take in
    [
      Specimen(TopK(2, take: take), on: [5]), Specimen(TopK(1, take: take), on: [3, 4]),
      Specimen(TopK(3, axis: 0, take: take), on: [4, 2, 3]),
      Specimen(TopK(3, axis: 1, take: take), on: [2, 3, 4]),
      Specimen(TopK(2, axis: -2, take: take), on: [2, 4, 3]), Specimen(TopK(4, take: take), on: [3, 5]),
      Specimen(TopK(1, axis: 1, take: take), on: [2, 1, 3]), Specimen(TopK(1, take: take), on: [1]),
    ]
  }
}
