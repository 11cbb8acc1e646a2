import ArchGraph

/// The time mixing of RWKV-4: means of values whose weights decay with distance (Peng and others 2023).
public struct WKV: Operator {
  /// The time mixing.
  public init() {}

  public static let signature = Signature(
    "wkv", .recurrent, "The time mixing of RWKV-4: means of all values so far, with decaying weights.",
    inputs: .exactly(["k", "v"]),
    notes: [
      "`wkv_t = (Σ exp(-(t-1-i)*w + k_i)*v_i + exp(u + k_t)*v_t)/(Σ exp(-(t-1-i)*w + k_i) + exp(u + k_t))` over all "
        + "`i < t`, feature by feature, of `k` and `v [T, D]`, with `w = exp(time_decay)` and `u = time_first`. "
        + "The receptance gate is not included.",
      "Computed in the stable form of the reference code: both sums are kept with the largest exponent so far "
        + "factored out. For each element of each token this is two exponentials, two subtractions, three "
        + "multiplications, three additions, a comparison and a division, and the same again except for the division "
        + "to add it to the sums for the next token. `w` is precomputed.",
      "The sums are zero at first, and are multiplied like any others; the largest exponent so far is `k` of the "
        + "first token then, while the code has -1e38: the values are the same.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {}

  public var arguments: [ArgumentValue?] { [] }

  /// The shape of both inputs.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let inputs = try sequences(inputs)
    try expect(1, of: inputs, toBe: inputs[0].dimensions, help: "each key needs a value: \(inputs[0])")
    return .sameAsInput
  }

  /// `time_decay [D]` and `time_first [D]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let features = Factor("features", inputs[0][1])
    return [
      Parameter("time_decay", [features], use: .shift), Parameter("time_first", [features], use: .shift),
    ]
  }

  /// For each element of each token two exponentials, two subtractions, three multiplications, three additions, a
  /// comparison and a division; for each token but the last as much again, without the division.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let features = Factor("features", inputs[0][1])
    let tokens = Factor("tokens", inputs[0][0])
    var work = Work()
    for elements in [[tokens, features], [Factor("tokens_before_last", tokens.value - 1), features]] {
      work.add(.exponentials, 2, for: elements)
      work.add(.subtractions, 2, for: elements)
      work.add(.multiplications, 3, for: elements)
      work.add(.additions, 3, for: elements)
      work.add(.comparisons, for: elements)
    }
    work.add(.divisions, for: [tokens, features])
    // Nothing decays within a single token.
    work[.weightReads] = Count(tokens.value > 1 ? [Factor("tensors", 2), features] : [features])
    work.readAll(of: inputs, Self.signature)
    work[.writes] = Count([tokens, features])
    return work
  }

  /// The same feature of all tokens up to the same one.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .pointwise }

  /// `y = (exp(o - m)*p + exp(u + k - m)*v)/(exp(o - m)*q + exp(u + k - m))` with `m = max(o, u + k)`, followed by
  /// `p`, `q` and `o` with `k` of this token and everything before decayed once more.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let (keys, values) = (inputs[0], inputs[1])
    var columns: [[N]] = []
    for feature in 0..<output[1] {
      let fading = N.prepared { N(0) - weights[0][[feature]].exponential() }
      let first = weights[1][[feature]]
      var (numerator, denominator, largest) = (N(0), N(0), keys[[0, feature]])
      var column: [N] = []
      for token in 0..<output[0] {
        let (key, value) = (keys[[token, feature]], values[[token, feature]])
        /// Both sums with this token's exponent.
        func sums(before: N, own: N) -> (numerator: N, denominator: N, largest: N) {
          let largest = N.maximum(before, own)
          let (kept, added) = ((before - largest).exponential(), (own - largest).exponential())
          return (kept * numerator + added * value, kept * denominator + added, largest)
        }
        let current = sums(before: largest, own: first + key)
        column.append(current.numerator / current.denominator)
        guard token + 1 < output[0] else { break }
        (numerator, denominator, largest) = sums(before: fading + largest, own: key)
      }
      columns.append(column)
    }
    return Tensor(output, (0..<output[0]).flatMap { token in columns.map { $0[token] } })
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .mean, axes: .rows, part: .layer,
      lastAxis: .features)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Several tokens, one feature, one token.
  public static let specimens = [
    Specimen(WKV(), on: [[5, 3], [5, 3]]), Specimen(WKV(), on: [[4, 1], [4, 1]]),
    Specimen(WKV(), on: [[1, 2], [1, 2]]), Specimen(WKV(), on: [[9, 2], [9, 2]]),
  ]
}
