import ArchGraph

/// Dense layers of several experts: each row goes through the layer of the expert chosen for it (Shazeer and others
/// 2017).
public struct ExpertDense: Operator {
  /// The number of outputs.
  public var units: Int
  /// How many experts there are.
  public var experts: Int
  /// Whether each output has a bias.
  public var bias: Bool

  /// Dense layers of several experts.
  public init(_ units: Int, experts: Int, bias: Bool = true) {
    self.units = units
    self.experts = experts
    self.bias = bias
  }

  public static let signature = Signature(
    "expert_dense", .dense, "Dense layers of several experts, one of which is chosen for each row.",
    inputs: .exactly(["x", "chosen"]),
    arguments: [
      .positional("units", .count(), "the number of outputs"),
      .named("experts", .count(), "how many experts there are"),
      .named("bias", .boolean, default: true, "whether each output adds a bias", as: .detail),
    ],
    notes: [
      "`x` is `[R, features]`, `chosen` says for each of its rows which expert it goes through, as whole numbers from 0: "
        + "`[tokens, top]` with R = tokens*top, row by row. An index out of range counts as the nearest one.",
      "A `dense` in the braces of `experts(…) { … }` becomes one. Its parameters are those of all experts; `active` counts "
        + "those of the `top` experts that one token goes through.",
      "All weights count as read: which experts are chosen depends on the data.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    units = try arguments.integer("units")
    experts = try arguments.integer("experts")
    bias = try arguments.boolean("bias")
  }

  public var arguments: [ArgumentValue?] { [.integer(units), .integer(experts), .boolean(bias)] }

  /// `[R, features]` becomes `[R, units]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let x = try rowsOfExperts(inputs)
    return .extents([Extent("rows", x[0]), Extent("units", units)])
  }

  /// `weight [experts, units, features]` and `bias [experts, units]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let (all, units) = (Factor("experts", experts), Factor("units", units))
    let top = inputs[1].dimensions.last
    let weight = Parameter(
      "weight", [all, units, features(inputs[0])], use: .product(over: 2..<3), chosen: top)
    return bias ? [weight, Parameter("bias", [all, units], use: .shift, chosen: top)] : [weight]
  }

  private func features(_ x: Shape) -> Factor { Factor("in_features", x[1]) }

  /// One multiply-add for each input of a row and each output; one addition for a bias.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let outputs = [Factor("rows", output[0]), Factor("units", units)]
    var work = Work()
    work[.multiplyAdds] = Count([features(inputs[0])], outputs)
    if bias { work[.additions] = Count(outputs) }
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work[.activationReads] = Count([Factor("rows", output[0]), features(inputs[0])])
    // With a single expert, the choice need not be looked up.
    work[.activationReads].add(inputs[1].factors("chosen_"))
    work[.writes] = Count(outputs)
    return work
  }

  /// The whole last axis.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y[r, u] = bias[e, u] + Σ x[r, n] * weight[e, u, n]` with `e = chosen[r]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    return Tensor(output) { position in
      let (row, unit) = (position[0], position[1])
      return inputs[1].values[row].entry(of: experts) { expert in
        var sum = N(0)
        for feature in 0..<x.shape[1] {
          sum.accumulate(x[[row, feature]], times: weights[0][[expert, unit, feature]])
        }
        return bias ? sum + weights[1][[expert, unit]] : sum
      }
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .standardised, axes: .rows, part: .layer,
      lastAxis: .features)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Several experts and one, one and two for each token.
  public static let specimens = [
    Specimen(ExpertDense(3, experts: 4), on: [[6, 5], [3, 2]]),
    Specimen(ExpertDense(2, experts: 3, bias: false), on: [[4, 3], [4, 1]]),
    Specimen(ExpertDense(2, experts: 1), on: [[2, 3], [2, 1]]),
    Specimen(ExpertDense(1, experts: 2), on: [[1, 1], [1]]),
  ]
}
