import ArchGraph

/// A value with others added at given indices of an axis.
public struct ScatterAdd: Operator {
  /// The axis, counted from the end if negative.
  public var axis: Int

  /// Additions at indices of an axis, by default of the channels.
  public init(axis: Int = 0) { self.axis = axis }

  public static let signature = Signature(
    "scatter_add", .sampling, "A value with updates added at given indices of an axis.",
    inputs: .exactly(["x", "indices", "updates"]),
    arguments: [
      .named("axis", .integer, default: 0, "the axis of the indices; negative counts from the end")
    ],
    notes: [
      "With indices `[T]` the updates have the extents of `x`, except `T` on the axis: PyTorch's `index_add`. An index that "
        + "occurs twice adds twice.",
      "Indices are values that are whole numbers from 0; one below 0 is the first entry, one beyond the end the last.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) { axis = try arguments.integer("axis") }

  public var arguments: [ArgumentValue?] { [.integer(axis)] }

  /// The shape of `x`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    guard inputs.count == 3 else { throw .inputs(expected: "three inputs", found: inputs.count) }
    let inputs = try several(inputs)
    let axis = try axis(axis, of: inputs[0])
    guard inputs[1].rank == 1 else { throw .rank(expected: "a vector of indices", found: inputs[1]) }
    var updates = inputs[0]
    updates.dimensions[axis] = inputs[1][0]
    guard inputs[2] == updates else {
      throw .conflict(
        "`scatter_add` needs updates of \(updates), not \(inputs[2])",
        help:
          "they must have the extents of \(inputs[0]), and one entry for each of the \(inputs[1][0]) indices")
    }
    return .sameAsInput
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// One addition for each update.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let updates = Count(inputs[2].factors("update_"))
    var work = Work()
    work[.additions] = updates
    work[.activationReads] = Count(output.factors("in_")) + Count([Factor("indices", inputs[1][0])]) + updates
    work[.writes] = Count(output.elements)
    return work
  }

  /// Any position.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y[…, i, …] = x[…, i, …] + Σ updates[…, t, …]` over all `t` whose index is `i`.
  ///
  /// The sum is looked up by the index: with the update if the index is that of the entry, otherwise without it.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let (x, indices, updates) = (inputs[0], inputs[1], inputs[2])
    let axis = axis < 0 ? axis + output.rank : axis
    return Tensor(output) { position in
      var sum = x[position]
      var source = position
      for (update, index) in indices.values.enumerated() {
        source[axis] = update
        sum = index.entry(of: output[axis]) { $0 == position[axis] ? sum + updates[source] : sum }
      }
      return sum
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .kept, axes: .asInput, part: .arrangement)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Every axis, with fewer and more updates than entries.
  public static let specimens = [
    Specimen(ScatterAdd(), on: [[3, 4], [2], [2, 4]]), Specimen(ScatterAdd(), on: [[2], [4], [4]]),
    Specimen(ScatterAdd(axis: 1), on: [[2, 3, 2], [4], [2, 4, 2]]),
    Specimen(ScatterAdd(axis: -1), on: [[3, 2], [1], [3, 1]]),
    Specimen(ScatterAdd(axis: -3), on: [[1, 2, 2], [3], [3, 2, 2]]),
  ]
}
