import ArchGraph

/// Weight normalisation: the weights of a layer as a learnt length and a direction (Salimans and Kingma 2016).
public struct WeightNorm: Operator {
  /// The axis whose positions have a length each; negative counts from the end.
  public var axis: Int

  /// A normalisation of all that belongs to each position of an axis.
  public init(axis: Int = 0) { self.axis = axis }

  public static let signature = Signature(
    "weight_norm", .normalisation,
    "Weights divided by their length, times a learnt length: `g*v/sqrt(sum(v*v))`.",
    arguments: [
      .named(
        "axis", .integer, default: 0,
        "the axis whose positions have a length each; negative counts from the end"
      )
    ],
    notes: [
      "It is for weights: `conv(64, kernel: 3, weights: weight_norm)` normalises the filters of the convolution, one by "
        + "one. The lengths `g` are learnt as well as the weights.",
      "`weight_norm(axis: 2)` is wav2vec 2.0's, with a length for each tap (PyTorch's `dim`).",
      "Its arithmetic counts for each example, as all work does. Deployed networks often have it folded into the weights: "
        + "leave it out to count those.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) { axis = try arguments.integer("axis") }

  public var arguments: [ArgumentValue?] { [.integer(axis)] }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try axis(axis, of: tensor(inputs, rank: 1, "weights"))
    return .sameAsInput
  }

  /// The positions of the axis, and the number of elements that belong to each.
  func rows(of shape: Shape) -> Rows {
    let place = place(of: axis, in: shape)
    var rest = shape.dimensions
    rest.remove(at: place)
    return Rows(count: [shape.factors()[place]], length: Shape(rest).elementCount ?? Int.max)
  }

  /// `weight [n]`, a length for each position of the axis.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    [Parameter("weight", rows(of: inputs[0]).count, use: .factor)]
  }

  /// For each position of `n` elements `n` multiplications, `n - 1` additions, a square root and a division; a
  /// multiplication for each element.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let rows = rows(of: output)
    var work = Work()
    work[.multiplications] = .each(2, of: output.elements)
    work[.additions] = Count([rows.afterFirst], rows.count)
    work[.transcendentals] = Count(rows.count)
    work[.divisions] = Count(rows.count)
    work[.weightReads] = Count(rows.count)
    work[.activationReads] = Count(output.elements)
    work[.writes] = Count(output.elements)
    return work
  }

  /// Everything that belongs to the same position of the axis.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    place(of: axis, in: output) == 0 ? .rows(along: 1..<output.rank, of: output) : .everything
  }

  /// `y = v*(g[i]/sqrt(Σ v*v))`, the sum over all that belongs to position `i` of the axis.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let axis = place(of: axis, in: output)
    let factors = zip(weights[0].values, inputs[0].lengths(along: axis)).map { $0 / $1 }
    return Tensor(output) { inputs[0][$0] * factors[$0[axis]] }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .standardised, axes: .asInput, part: .normalisation)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// The weights of a dense layer and of convolutions, along each axis; one number.
  public static let specimens = [
    Specimen(WeightNorm(), on: [3, 4]), Specimen(WeightNorm(), on: [2, 3, 2, 2]),
    Specimen(WeightNorm(axis: 2), on: [2, 3, 4]), Specimen(WeightNorm(axis: 1), on: [2, 3, 2]),
    Specimen(WeightNorm(axis: -1), on: [3, 2]), Specimen(WeightNorm(), on: [4]),
    Specimen(WeightNorm(), on: [1]),
  ]
}

extension Tensor {
  /// The Euclidean length of all elements at each position of an axis.
  func lengths(along axis: Int) -> [N] {
    matrix(axis: axis).map { $0.length() }
  }

  /// The tensor as a matrix: a row for each position of an axis, a column for each position of the others.
  func matrix(axis: Int) -> [[N]] {
    var rows = [[N]](repeating: [], count: shape[axis])
    for (position, value) in zip(Positions(shape.dimensions), values) { rows[position[axis]].append(value) }
    return rows
  }
}
