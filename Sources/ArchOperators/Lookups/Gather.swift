import ArchGraph

/// The entries of an axis at given indices.
public struct Gather: Operator {
  /// The axis, counted from the end if negative.
  public var axis: Int

  /// The entries of an axis at indices, by default of the channels.
  public init(axis: Int = 0) { self.axis = axis }

  public static let signature = Signature(
    "gather", .sampling, "The entries of an axis at given indices.", inputs: .exactly(["x", "indices"]),
    arguments: [
      .named("axis", .integer, default: 0, "the axis to look up in; negative counts from the end")
    ],
    notes: [
      "The axis becomes the shape of the indices: `[N, F]` with indices `[T]` is `[T, F]` (ONNX's `Gather`, PyTorch's "
        + "`index_select`).",
      Signature.lookupNote,
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) { axis = try arguments.integer("axis") }

  public var arguments: [ArgumentValue?] { [.integer(axis)] }

  /// The extents of `x`, with those of the indices in place of the axis.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let (x, indices) = try lookup(inputs)
    let axis = try axis(axis, of: x)
    var extents = x.factors("in_").map { Extent($0.name, $0.value) }
    extents.replaceSubrange(axis...axis, with: indices.factors("index_").map { Extent($0.name, $0.value) })
    return .extents(extents)
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// No arithmetic; the indices and all of `x` count as read.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    .lookup(in: inputs[0], at: inputs[1], to: output)
  }

  /// Any position.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y[…, i…, …] = x[…, indices[i…], …]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let (x, indices) = (inputs[0], inputs[1])
    let axis = axis < 0 ? axis + x.shape.rank : axis
    return Tensor(output) { position in
      let end = axis + indices.shape.rank
      return indices[Array(position[axis..<end])].entry(of: x.shape[axis]) {
        x[position[..<axis] + [$0] + position[end...]]
      }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .unknown, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Every axis, indices of one axis and of several, as many as entries and more.
  public static let specimens = [
    Specimen(Gather(), on: [[3, 4], [2]]), Specimen(Gather(), on: [[5], [7]]),
    Specimen(Gather(axis: 1), on: [[2, 3, 4], [2, 2]]), Specimen(Gather(axis: -1), on: [[2, 3], [4]]),
    Specimen(Gather(axis: -2), on: [[2, 1, 3], [1]]), Specimen(Gather(), on: [[2, 3, 2], [2, 1, 2]]),
  ]
}

// The common part of lookups.

extension Signature {
  static let lookupNote =
    "Indices are values that are whole numbers from 0; one below 0 takes the first entry, one beyond the end the last. Which entries "
    + "are read depends on them, so all of `x` counts as read once. A lookup does no arithmetic."
}

extension Operator {
  /// The two inputs of a lookup, tensors of numbers.
  func lookup(_ inputs: [Shape]) throws(Misfit) -> (x: Shape, indices: Shape) {
    guard inputs.count == 2 else { throw .inputs(expected: "two inputs", found: inputs.count) }
    let inputs = try several(inputs)
    for input in inputs where input.rank < 1 { throw .rank(expected: "at least one axis", found: input) }
    return (inputs[0], inputs[1])
  }
}

extension Work {
  /// The work of looking up the entries of a tensor.
  static func lookup(in x: Shape, at indices: Shape, to output: Shape) -> Work {
    var work = Work()
    work[.activationReads] = Count(x.factors("in_")) + Count(indices.factors("index_"))
    work[.writes] = Count(output.elements)
    return work
  }
}
