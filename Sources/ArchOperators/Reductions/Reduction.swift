import ArchGraph

/// One number for all elements that differ in their position on some axes only: what all reductions have in common.
///
/// The rules below hold for every reduction. What differs, the formula and its work, each one must state.
public protocol Reduction: Operator {
  /// The axes that are reduced; negative from the end.
  var axes: [Int] { get }

  /// Whether they stay, with extent 1.
  var keepsDimensions: Bool { get }

  /// The number that comes of some elements, given in the order of memory.
  func reduce<N: Number>(_ elements: [N]) -> N

  /// The arithmetic of all results.
  func arithmetic(of elements: ReducedElements) -> Work
}

/// How many results a reduction has, and how many elements each is made of.
public struct ReducedElements {
  /// The extents whose product is the number of results.
  public var results: [Factor]
  /// The extents whose product is the number of elements of one result.
  public var length: [Factor]

  init(of shape: Shape, along axes: [Int]) {
    let names = shape.factors("in_")
    results = names.indices.filter { !axes.contains($0) }.map { names[$0] }
    length = axes.map { names[$0] }
  }

  /// All elements.
  public var all: Count { Count(length, results) }

  /// The elements of each result after its first: what a sum or a maximum takes.
  ///
  /// All elements less the first ones: two terms, so that more than can be counted is an overflow and no wrong number.
  public var afterFirst: Count {
    var count = all
    count.add([Factor("minus_one", -1)] + results)
    return count
  }
}

extension Reduction {
  /// The extents of the input, those of the reduced axes left out, or 1.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try tensor(inputs, rank: 1, "an axis to reduce")
    return try reducedExtents(of: input, axes(axes, of: input))
  }

  /// The extents of an input without some axes, or with 1 in their place.
  func reducedExtents(of input: Shape, _ reduced: [Int]) -> OutputShape {
    let names = input.factors("in_")
    var extents: [Extent] = []
    for axis in names.indices {
      if !reduced.contains(axis) {
        extents.append(Extent(names[axis].name, names[axis].value))
      } else if keepsDimensions {
        extents.append(Extent("kept", 1))
      }
    }
    // A shape is never empty.
    return .extents(extents.isEmpty ? [Extent("result", 1)] : extents)
  }

  /// None.
  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// The arithmetic; every element is read once, and every result written.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = arithmetic(of: ReducedElements(of: inputs[0], along: resolved(axes, of: inputs[0])))
    work[.activationReads] = Count(inputs[0].factors("in_"))
    work[.writes] = Count(output.elements)
    return work
  }

  /// All of the reduced axes, where they stay; the same position of the others.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    guard keepsDimensions else { return .everything }
    return .reduction(of: resolved(axes, of: inputs[0]), rank: inputs[0].rank)
  }

  /// The number that comes of the elements which differ from a position on the reduced axes only.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let reduced = resolved(axes, of: x.shape)
    let others = x.shape.dimensions.indices.filter { !reduced.contains($0) }
    return Tensor(output) { position in
      var place = [Int](repeating: 0, count: x.shape.rank)
      for (index, axis) in others.enumerated() { place[axis] = position[keepsDimensions ? axis : index] }
      return reduce(
        Positions(reduced.map { x.shape[$0] }).map { step in
          for (index, axis) in zip(step, reduced) { place[axis] = index }
          return x[place]
        })
    }
  }

  /// Where the axes stay and the channels are none of them, channels see what they saw.
  var channelsOfReduction: Traits.Channels {
    guard keepsDimensions else { return .rearranged }
    return axes.contains(0) ? .mixed : axes.allSatisfy { $0 > 0 } ? .kept : .rearranged
  }

  /// What is true of every reduction.
  func reductionTraits(_ values: Traits.Values) -> Traits {
    Traits(
      isDefinedByElement: true, channels: channelsOfReduction, values: values,
      axes: keepsDimensions ? .asInput : .unknown, part: .layer)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }
}

extension Operator {
  /// The indices of different axes given from the front or from the back, in the order of the shape.
  func axes(_ given: [Int], of shape: Shape) throws(Misfit) -> [Int] {
    guard !given.isEmpty else { throw .conflict("`\(name)` needs an axis", help: nil) }
    var found: [Int] = []
    for index in given {
      let axis = try axis(index, of: shape)
      guard !found.contains(axis) else {
        throw .conflict(
          "`\(name)` names an axis of its input twice",
          help: "of \(shape.rank) axes, \(axis) and \(axis - shape.rank) are the same one")
      }
      found.append(axis)
    }
    return found.sorted()
  }

  /// The same, where `output(of:)` has checked them.
  func resolved(_ given: [Int], of shape: Shape) -> [Int] {
    given.map { $0 < 0 ? $0 + shape.rank : $0 }.sorted()
  }
}

extension Signature {
  /// The arguments that reductions have in common, with those of one between them.
  static func reductionArguments(_ others: [Argument] = []) -> [Argument] {
    [.positional("axis", .axisList, "what is reduced")]
      + others
      + [.named("keep_dims", .boolean, default: false, "whether reduced axes stay, with extent 1")]
  }

  /// The note on shapes that reductions have in common.
  static let reductionNote =
    "`[C, H, W]` with axes `[1, 2]` becomes `[C]`, or `[C, 1, 1]` with `keep_dims`; with all axes it becomes `[1]`."
}

/// Small cases that all reductions are tried with: each axis and several, kept or not, from the front and the end.
enum ReductionCases {
  static let all: [(axes: [Int], keeps: Bool, shape: Shape)] = [false, true].flatMap { keeps in
    [
      ([1, 2], [3, 2, 4]), ([0], [5]), ([0], [3, 2, 4]), ([1], [2, 3, 4]), ([2], [2, 3, 4]), ([-1], [3, 5]),
      ([-3], [2, 3, 4]),
      ([0, 2], [3, 2, 4]), ([-1, 0, 1], [2, 3, 2]), ([-1, -2], [2, 2, 3, 2]),
      ([0, 1], [3, 4]),
    ].map { ($0.0, keeps, $0.1) }
  }

  /// The same with axes of one element.
  static let withSingle: [(axes: [Int], keeps: Bool, shape: Shape)] =
    all + [([1], false, [2, 1, 3]), ([0], true, [1]), ([0, 1], true, [1, 1, 4])]
}
