import ArchGraph

/// A fully connected layer over the last axis: every output sees every input of its row.
public struct Dense: Operator {
  /// The number of outputs.
  public var units: Int

  /// Whether each output has a bias.
  public var bias: Bool

  /// A dense layer.
  public init(_ units: Int, bias: Bool = true) {
    self.units = units
    self.bias = bias
  }

  public static let signature = Signature(
    "dense", .dense, "Fully connected layer over the last axis.",
    inputs: .exactly(["x"], optional: ["weights"]),
    arguments: [
      .positional("units", .count(), "the number of outputs"),
      .named(
        "bias", .boolean, default: true,
        "whether each output adds a bias; with given `weights` the default is `false`", as: .detail),
    ],
    notes: [
      "An input with several axes keeps all but the last: `[tokens, features]` becomes `[tokens, units]`.",
      "It does not flatten its input: a map `[channels, height, width]` needs `flatten` before it.",
      "`dense(50257, weights: words)` takes the table `[50257, features]` of `words: embedding(…)` (a tied output "
        + "layer: its weights are counted once), or any value `[units, features]`.",
      "`dense(10, weights: weight_norm)` has learnt weights, which go through a layer or block first.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    units = try arguments.integer("units")
    bias =
      try arguments.isGiven("bias") || arguments.inputs.isEmpty ? arguments.boolean("bias") : false
  }

  public var arguments: [ArgumentValue?] { [.integer(units), .boolean(bias)] }

  /// `[…, N]` becomes `[…, units]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try tensor(Array(inputs.prefix(1)), rank: 1, "a vector, or rows of features")
    if inputs.count > 1 { try checkWeights(inputs, [units, input.dimensions.last ?? 0]) }
    let rows = input.factors("in_").dropLast().map { Extent($0.name, $0.value) }
    return .extents(rows + [Extent("units", units)])
  }

  /// `weight [units, N]`, unless it is a value, and `bias [units]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let weight = Parameter("weight", factors(inputs[0]), use: .product(over: 1..<2))
    let own = inputs.count > 1 ? [] : [weight]
    return bias ? own + [Parameter("bias", [Factor("units", units)], use: .shift)] : own
  }

  private func factors(_ input: Shape) -> [Factor] { [Factor("units", units), features(input)] }

  func features(_ input: Shape) -> Factor { Factor("in_features", input.dimensions.last ?? 0) }

  private func outputs(_ output: Shape) -> [Factor] {
    output.factors().dropLast() + [Factor("units", units)]
  }

  /// One multiply-add for each input of a row and each output; one addition for a bias.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    work[.multiplyAdds] = Count([features(inputs[0])], outputs(output))
    if bias { work[.additions] = Count(outputs(output)) }
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work[.activationReads] = Count(inputs[0].factors("in_"))
    if inputs.count > 1 { work[.activationReads].add(factors(inputs[0])) }
    work[.writes] = Count(outputs(output))
    return work
  }

  /// The whole last axis; for a vector that is the whole input.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    let axes = inputs[0].rank - 1
    guard axes >= 1 else { return .everything }
    return .axes(Array(repeating: .identity, count: axes - 1) + [.everything])
  }

  /// `y[…, u] = bias[u] + Σ x[…, n] * weight[u, n]`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    let features = x.shape.dimensions.last ?? 0
    let weight = inputs.count > 1 ? inputs[1] : weights[0]
    return Tensor(output) { position in
      let row = Array(position.dropLast())
      let unit = position[position.count - 1]
      var sum = N(0)
      for feature in 0..<features { sum.accumulate(x[row + [feature]], times: weight[[unit, feature]]) }
      return bias ? sum + weights[weights.count - 1][[unit]] : sum
    }
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: true, channels: .rearranged, values: .standardised, axes: .rows, part: .layer,
      lastAxis: .features)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// A vector, rows of features, and a map.
  public static let specimens = [
    Specimen(Dense(3), on: [5]), Specimen(Dense(4, bias: false), on: [2]),
    Specimen(Dense(2), on: [3, 4]), Specimen(Dense(2), on: [2, 3, 3]),
    Specimen(Dense(3, bias: false), on: [[5], [3, 5]]), Specimen(Dense(2), on: [[3, 4], [2, 4]]),
  ]
}
