import ArchGraph

/// For each position, the entry of an axis at a separate index.
public struct TakeAlong: Operator {
  /// The axis, counted from the end if negative.
  public var axis: Int

  /// The entries of an axis at an index for each position.
  public init(axis: Int) { self.axis = axis }

  public static let signature = Signature(
    "take_along", .sampling, "For each position, the entry of an axis at that position's index.",
    inputs: .exactly(["x", "indices"]),
    arguments: [.named("axis", .integer, "the axis to look up in; negative counts from the end")],
    notes: [
      "The indices have the extents of `x`, except on the axis, where any extent is allowed: it is the output's (NumPy's "
        + "`take_along_axis`, PyTorch's `gather`).",
      Signature.lookupNote,
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) { axis = try arguments.integer("axis") }

  public var arguments: [ArgumentValue?] { [.integer(axis)] }

  /// The extents of the indices.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let (x, indices) = try lookup(inputs)
    let axis = try axis(axis, of: x)
    var others = x
    if indices.rank == x.rank { others.dimensions[axis] = indices[axis] }
    guard others == indices else { throw .shapes(inputs, except: axis) }
    return .extents(indices.factors("index_").map { Extent($0.name, $0.value) })
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; the indices and all of `x` count as read.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    .lookup(in: inputs[0], at: inputs[1], to: output)
  }

  /// Any position.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y[…, i, …] = x[…, indices[…, i, …], …]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let axis = axis < 0 ? axis + output.rank : axis
    return Tensor(output) { position in
      inputs[1][position].entry(of: x.shape[axis]) { x[position[..<axis] + [$0] + position[(axis + 1)...]] }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .asInput, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Every axis, with fewer, as many and more indices than entries.
  public static let specimens = [
    Specimen(TakeAlong(axis: 0), on: [[3, 4], [2, 4]]), Specimen(TakeAlong(axis: 0), on: [[5], [7]]),
    Specimen(TakeAlong(axis: 1), on: [[2, 3, 4], [2, 3, 4]]),
    Specimen(TakeAlong(axis: -1), on: [[2, 3, 4], [2, 3, 1]]),
    Specimen(TakeAlong(axis: -2), on: [[2, 1, 3], [2, 4, 3]]),
  ]
}
