import ArchGraph

/// Rotary positions as a separate layer, for queries and keys that are computed step by step (Su and others 2021).
public struct RotaryPositions: Operator {
  /// The number of heads, whose features are side by side.
  public var heads: Int
  /// How many tokens came before.
  public var past: Int
  var rotary: Rotary

  /// Rotates pairs of features by the positions of their tokens.
  ///
  /// - Parameters:
  ///   - base: the base by which angles decrease.
  ///   - width: the features of a head that are rotated, or `nil` for all.
  ///   - interleaved: whether neighbouring features form pairs, rather than the two halves.
  ///   - scale: the divisor of positions.
  ///   - past: how many tokens came before.
  public init(
    _ base: Double = 10_000, heads: Int = 1, width: Int? = nil, interleaved: Bool = false, scale: Double = 1,
    past: Int = 0
  ) {
    rotary = Rotary(base, width: width, interleaved: interleaved, scale: scale)
    self.heads = heads
    self.past = past
  }

  public static let signature = Signature(
    "rotary", .attention,
    "Rotary positions: rotates pairs of features by angles that grow with the position.",
    arguments: [
      .positional("base", .decimal(1 ... .infinity), default: 10_000, "the base of the angles' decrease"),
      .named("heads", .count(), default: 1, "the number of heads, whose features lie side by side"),
    ] + Rotary.arguments("") + [
      .named("past", .count(from: 0), default: 0, "how many earlier tokens there are")
    ],
    notes: [
      "On `[…, T, heads*width]`. Pair `i` of a head at position `p` is rotated by `p/scale*base^(-2*i/width)`; sines and "
        + "cosines are precomputed, and a pair costs four multiplications, an addition and a subtraction.",
      "`scaling` changes the angles for sequences `scale` times as long as those of training: `linear` divides positions, `ntk` "
        + "and `dynamic` have a larger base, `llama3` and `yarn` slow only the pairs that turn seldom "
        + "(`scaling: yarn, scale: 40, length: 4096` is what DeepSeek-V3 uses). No figure depends on it.",
      "`attention(…, rotary: 10_000)` includes it.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    rotary = try Rotary(try arguments.decimal("base"), arguments, "")
    heads = try arguments.integer("heads")
    past = try arguments.integer("past")
  }

  public var arguments: [ArgumentValue?] {
    [.init(rotary.base), .integer(heads)] + Rotary.values(rotary) + [.integer(past)]
  }

  /// The shape of the input.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let input = try tensor(inputs, rank: 2, "a sequence of features, such as 197 x 768")
    let features = input[input.rank - 1]
    guard features % heads == 0 else {
      throw .indivisible(what: "its \(features) features", count: features, by: "heads", divisor: heads)
    }
    try rotary.check(features / heads, of: name)
    return .sameAsInput
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// Four multiplications, an addition and a subtraction for each pair of a head.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    var work = Work()
    let rows = output.factors("in_").dropLast() + [Factor("heads", heads)]
    rotary.addWork(to: &work, heads: Array(rows), features: output[output.rank - 1] / heads)
    work[.activationReads] = Count(output.elements)
    work[.writes] = Count(output.elements)
    return work
  }

  /// Features of the same token that are far apart.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `(x*cos - y*sin, y*cos + x*sin)` for each pair of features.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let width = output[output.rank - 1] / heads
    var result = inputs[0]
    let angles = RotaryAngles(rotary, of: width, places: past + output[output.rank - 2])
    for row in Positions(output.dimensions.dropLast()) {
      for head in 0..<heads {
        let features = (head * width..<(head + 1) * width).map { row + [$0] }
        let turned = rotary.turned(features.map { inputs[0][$0] }, at: past + row[row.count - 1], by: angles)
        for (place, value) in zip(features, turned) { result[place] = value }
      }
    }
    return result
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .rearranged, values: .kept, axes: .rows, part: .layer,
      lastAxis: .features)
  }

  /// Over the input.
  public func placement(of inputs: [Shape]) -> Placement { .over([0]) }

  /// Halves and neighbours, a part of the features, heads, windows, a past, and each way of extending the length.
  public static let specimens =
    [
      Specimen(RotaryPositions(), on: [3, 4]), Specimen(RotaryPositions(100, heads: 2), on: [5, 8]),
      Specimen(RotaryPositions(100, width: 2, interleaved: true, scale: 2), on: [2, 3, 4]),
      Specimen(RotaryPositions(interleaved: true, past: 7), on: [2, 6]),
      Specimen(RotaryPositions(), on: [1, 2]),
    ]
    + [
      (RotaryScaling(.ntk), 4), (RotaryScaling(.dynamic, length: 5), 2),
      (RotaryScaling(.dynamic, length: 90), 2),
      (RotaryScaling(.llama3, length: 40), 8), (RotaryScaling(.llama3, length: 90, turns: [2, 11]), 4),
      (RotaryScaling(.yarn, length: 60), 40), (RotaryScaling(.yarn, length: 60, magnitude: 0.75), 0.5),
    ].map { scaling, scale in
      var op = RotaryPositions(100, heads: 2, scale: scale, past: 6)
      op.rotary.scaling = scaling
      return Specimen(op, on: [3, 16])
    }
}
