import ArchGraph

/// One number for all elements that differ only in their position on some axes: the common part of all reductions.
///
/// The rules below hold for every reduction. Each states only what differs: the formula and its work.
package protocol Reduction: Operator {
  /// The axes to reduce, counted from the end if negative.
  var axes: [Int] { get }

  /// Whether they stay, with extent 1.
  var keepsDimensions: Bool { get }

  /// The result for some elements, in memory order.
  func reduce<N: Number>(_ elements: [N]) -> N

  /// The arithmetic of all results.
  func arithmetic(of elements: ReducedElements) -> Work
}

extension Reduction {
  /// The extents of the input, with those of the reduced axes left out, or 1.
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

  /// All positions of the reduced axes, if they stay; the same position of the others.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    guard keepsDimensions else { return .everything }
    return .reduction(of: resolved(axes, of: inputs[0]), rank: inputs[0].rank)
  }

  /// The result for the elements that differ from a position only on the reduced axes.
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

  /// If the axes stay and channels are not among them, channels depend on the same as before.
  var channelsOfReduction: Traits.Channels {
    guard keepsDimensions else { return .rearranged }
    return axes.contains(0) ? .mixed : axes.allSatisfy { $0 > 0 } ? .kept : .rearranged
  }

  /// The traits of every reduction.
  func reductionTraits(_ values: Traits.Values) -> Traits {
    Traits(
      isDefinedByElement: true, channels: channelsOfReduction, values: values,
      axes: keepsDimensions ? .asInput : .unknown, part: .layer)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }
}

extension Operator {
  /// The indices of different axes, counted from the front or from the back, in the order of the shape.
  func axes(_ given: [Int], of shape: Shape) throws(Misfit) -> [Int] {
    guard !given.isEmpty else { throw .conflict("`\(name)` needs an axis", help: nil) }
    var found: [Int] = []
    for index in given {
      let axis = try axis(index, of: shape)
      guard !found.contains(axis) else {
        throw .conflict(
          "`\(name)` names an axis of its input twice",
          help: "with \(shape.rank) axes, \(axis) and \(axis - shape.rank) are the same")
      }
      found.append(axis)
    }
    return found.sorted()
  }

  /// The same, if `output(of:)` has checked them.
  func resolved(_ given: [Int], of shape: Shape) -> [Int] {
    given.map { $0 < 0 ? $0 + shape.rank : $0 }.sorted()
  }
}

extension Signature {
  /// The arguments that reductions share, with those of one in between.
  static func reductionArguments(_ others: [Argument] = []) -> [Argument] {
    [.positional("axis", .axisList, "the axes to reduce")]
      + others
      + [.named("keep_dims", .boolean, default: false, "whether reduced axes are kept, with extent 1")]
  }

  /// The note on shapes that reductions share.
  static let reductionNote =
    "`[C, H, W]` with axes `[1, 2]` becomes `[C]`, or `[C, 1, 1]` with `keep_dims`; with all axes it becomes `[1]`."
}
