import ArchGraph

/// A factor and a shift of each feature, separate for each expert: a row gets those of the expert chosen for it.
public struct ExpertScale: Operator {
  /// How many experts there are.
  public var experts: Int
  /// Whether each feature has a factor.
  public var scale: Bool
  /// Whether each feature has a shift.
  public var bias: Bool

  /// Factors and shifts of several experts.
  public init(experts: Int, scale: Bool = true, bias: Bool = true) {
    self.experts = experts
    self.scale = scale
    self.bias = bias
  }

  public static let signature = Signature(
    "expert_scale", .normalisation,
    "Each feature times a learnt coefficient, plus a learnt bias, those of the expert that is chosen for the row.",
    inputs: .exactly(["x", "chosen"]),
    arguments: [
      .named("experts", .count(), "how many experts there are"),
      .named("scale", .boolean, default: true, "whether each feature has a coefficient"),
      .named("bias", .boolean, default: true, "whether each feature adds a bias", as: .detail),
    ],
    notes: [
      "`x` is `[R, features]`, `chosen` says for each of its rows which expert's it meets, as whole numbers from 0. An index "
        + "outside counts as the nearest.",
      "A norm in the braces of `experts(…) { … }` is one without weights with this behind it; `scale` and `bias` are this "
        + "alone.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    experts = try arguments.integer("experts")
    scale = try arguments.boolean("scale")
    bias = try arguments.boolean("bias")
  }

  public var arguments: [ArgumentValue?] { [.integer(experts), .boolean(scale), .boolean(bias)] }

  /// The shape of `x`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try rowsOfExperts(inputs)
    guard scale || bias else {
      throw .conflict(
        "`expert_scale` has neither a `scale` nor a `bias`", help: "one of them is learnt, or both")
    }
    return .sameAsInput
  }

  /// `weight [experts, features]` and `bias [experts, features]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let extents = [Factor("experts", experts), Factor("features", inputs[0][1])]
    let top = inputs[1].dimensions.last
    return (scale ? [Parameter("weight", extents, use: .rescaling, chosen: top)] : [])
      + (bias ? [Parameter("bias", extents, use: .shift, chosen: top)] : [])
  }

  /// A multiplication of each element by its factor, and an addition of its shift.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let elements = [Factor("rows", output[0]), Factor("features", output[1])]
    var work = Work()
    if scale { work[.multiplications] = Count(elements) }
    if bias { work[.additions] = Count(elements) }
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work[.activationReads] = Count(elements)
    // With a single expert, the choice need not be looked up.
    work[.activationReads].add(inputs[1].factors("chosen_"))
    work[.writes] = Count(elements)
    return work
  }

  /// The same element, and the expert of its row.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y[r, n] = x[r, n]*weight[e, n] + bias[e, n]` with `e = chosen[r]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    Tensor(output) { position in
      let x = inputs[0][position]
      return inputs[1].values[position[0]].entry(of: experts) { expert in
        let scaled = scale ? weights[0][[expert, position[1]]] * x : x
        return bias ? scaled + weights[weights.count - 1][[expert, position[1]]] : scaled
      }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .standardised, axes: .rows,
      part: .normalisation)
  }

  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// Several experts and one, factors alone, shifts alone, two for each token.
  public static let specimens = [
    Specimen(ExpertScale(experts: 4), on: [[6, 5], [3, 2]]),
    Specimen(ExpertScale(experts: 3, bias: false), on: [[4, 3], [4, 1]]),
    Specimen(ExpertScale(experts: 3, scale: false), on: [[4, 2], [2, 2]]),
    Specimen(ExpertScale(experts: 1), on: [[2, 3], [2, 1]]),
    Specimen(ExpertScale(experts: 2), on: [[1, 1], [1]]),
  ]
}
