import ArchGraph

/// Radial basis functions: the squared distance from a fixed pattern for each output (LeCun and others 1998).
public struct RBF: Operator {
  /// The number of outputs.
  public var units: Int

  /// A layer of this many radial basis functions.
  public init(_ units: Int) { self.units = units }

  public static let signature = Signature(
    "rbf", .dense, "Radial basis functions: each output is the squared distance from a fixed pattern.",
    arguments: [.positional("units", .count(), "the number of outputs")],
    notes: [
      "The output layer of LeNet-5. Its patterns are drawn by hand and not learnt: they count as buffers.",
      "Like `dense`, it acts on the last axis.",
    ])

  public init(_ arguments: Arguments) throws(ArgumentFault) { units = try arguments.integer("units") }

  public var arguments: [ArgumentValue?] { [.integer(units)] }

  /// `[…, N]` becomes `[…, units]`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try tensor(inputs, rank: 1, "a vector, or rows of features")
    let rows = input.factors("in_").dropLast().map { Extent($0.name, $0.value) }
    return .extents(rows + [Extent("units", units)])
  }

  /// The buffer `weight [units, N]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    [Parameter("weight", [Factor("units", units), features(inputs[0])], use: .table, role: .buffer)]
  }

  func features(_ input: Shape) -> Factor { Factor("in_features", input.dimensions.last ?? 0) }

  /// One subtraction and one multiply-add for each input of a row and each output.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let outputs: [Factor] = output.factors().dropLast() + [Factor("units", units)]
    var work = Work()
    work[.subtractions] = Count([features(inputs[0])], outputs)
    work[.multiplyAdds] = Count([features(inputs[0])], outputs)
    work[.weightReads] = parameters(of: inputs).count(.buffer)
    work[.activationReads] = Count(inputs[0].factors("in_"))
    work[.writes] = Count(outputs)
    return work
  }

  /// The whole last axis; for a vector that is the whole input.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach {
    let axes = inputs[0].rank - 1
    guard axes >= 1 else { return .everything }
    return .axes(Array(repeating: .identity, count: axes - 1) + [.everything])
  }

  /// `y[…, u] = Σ (x[…, n] - weight[u, n])^2`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let x = inputs[0]
    return Tensor(output) { position in
      var sum = N(0)
      for feature in 0..<(x.shape.dimensions.last ?? 0) {
        let distance =
          x[position.dropLast() + [feature]] - weights[0][[position[position.count - 1], feature]]
        sum.accumulate(distance, times: distance)
      }
      return sum
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
    Specimen(RBF(3), on: [5]), Specimen(RBF(2), on: [3, 4]), Specimen(RBF(2), on: [2, 3, 2]),
    Specimen(RBF(1), on: [1]),
  ]
}
