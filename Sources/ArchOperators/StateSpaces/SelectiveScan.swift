import ArchGraph

/// The scan of a selective state space model (Gu and Dao 2023, Mamba, Algorithm 2).
public struct SelectiveScan: Operator {
  /// Whether the steps are the softplus of `delta`.
  public var softplus: Bool

  /// Whether the input is added, times a weight for each feature.
  public var skip: Bool

  /// A selective scan.
  public init(softplus: Bool = false, skip: Bool = true) {
    self.softplus = softplus
    self.skip = skip
  }

  public static let signature = Signature(
    "selective_scan", .recurrent,
    "The selective scan of Mamba: each feature has a state that the input controls.",
    inputs: .exactly(["x", "delta", "b", "c"]),
    arguments: [
      .named("softplus", .boolean, default: false, "whether the steps are the softplus of `delta`"),
      .named("skip", .boolean, default: true, "whether `d*x` is added"),
    ],
    notes: [
      "`h_t = exp(delta_t*A)*h_(t-1) + delta_t*b_t*x_t` and `y_t = Σ c_t*h_t + d*x_t`, with `A = -exp(a_log)`: "
        + "`x` and `delta [T, D]`, `b` and `c [T, N]`, and a state of `[D, N]`. `N` is that of `b`.",
      "The sum over the state, `c*h`, is counted as multiply-adds. The update of the state is not: each "
        + "element of it takes three multiplications, an exponential and an addition, and each feature one more multiplication "
        + "for `delta*x`. `A` is precomputed.",
      "The scan is counted step by step, whatever order it runs in. The first state is zero, and is multiplied "
        + "like any other.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    softplus = try arguments.boolean("softplus")
    skip = try arguments.boolean("skip")
  }

  public var arguments: [ArgumentValue?] { [.boolean(softplus), .boolean(skip)] }

  /// The shape of `x`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let inputs = try sequences(inputs)
    let (x, b) = (inputs[0], inputs[2])
    try expect(1, of: inputs, toBe: x.dimensions, help: "each element of `x` needs its own step: \(x)")
    try expect(
      2, of: inputs, toBe: [x[0], b[1]],
      help: "they must be sequences of the same length, and `x` has \(x[0]) tokens")
    try expect(3, of: inputs, toBe: b.dimensions, help: "`c` must have the shape of `b`: \(b)")
    return .sameAsInput
  }

  private func features(_ inputs: [Shape]) -> Factor { Factor("features", inputs[0][1]) }
  private func state(_ inputs: [Shape]) -> Factor { Factor("state", inputs[2][1]) }

  /// `a_log [D, N]` and `d [D]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    let decay = Parameter("a_log", [features(inputs), state(inputs)], use: .shift)
    return skip ? [decay, Parameter("d", [features(inputs)], use: .rescaling)] : [decay]
  }

  /// For each element of the state a multiply-add, three multiplications, an exponential and an addition.
  ///
  /// For each element of `x` a multiplication, and one more with an addition for the skip.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let elements = [Factor("tokens", inputs[0][0]), features(inputs)]
    let states = elements + [state(inputs)]
    var work = Work()
    work.add(.multiplyAdds, for: states)
    work.add(.multiplications, 3, for: states, named: "per_state")
    work.add(.exponentials, for: states)
    work.add(.additions, for: states)
    work.add(.multiplications, skip ? 2 : 1, for: elements)
    if skip { work.add(.additions, for: elements) }
    if softplus { work.add(Softplus(), for: elements, named: "per_step") }
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work.readAll(of: inputs, Self.signature)
    work[.writes] = Count(elements)
    return work
  }

  /// All tokens up to the same one.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `h[d, n] = exp(delta[t, d]*A[d, n])*h[d, n] + delta[t, d]*x[t, d]*b[t, n]`,
  /// `y[t, d] = Σ c[t, n]*h[d, n] + d[d]*x[t, d]`, token by token.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let (x, delta, b, c) = (inputs[0], inputs[1], inputs[2], inputs[3])
    let (features, states) = (output[1], b.shape[1])
    let rates = (0..<features).map { feature in
      (0..<states).map { n in N.prepared { N(0) - weights[0][[feature, n]].exponential() } }
    }
    var h = [[N]](repeating: [N](repeating: N(0), count: states), count: features)
    var y: [N] = []
    for token in 0..<output[0] {
      for feature in 0..<features {
        let own = delta[[token, feature]]
        let step = softplus ? Softplus().value(of: own) : own
        let push = step * x[[token, feature]]
        var sum = N(0)
        for n in 0..<states {
          h[feature][n] =
            (step * rates[feature][n]).exponential() * h[feature][n] + push * b[[token, n]]
          sum.accumulate(c[[token, n]], times: h[feature][n])
        }
        y.append(skip ? sum + weights[1][[feature]] * x[[token, feature]] : sum)
      }
    }
    return Tensor(output, y)
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .kept, values: .standardised, axes: .rows, part: .layer,
      lastAxis: .features)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// Both arguments, a state of one element, one feature, one token.
  public static let specimens = [
    Specimen(SelectiveScan(), on: [[5, 3], [5, 3], [5, 4], [5, 4]]),
    Specimen(SelectiveScan(softplus: true), on: [[4, 2], [4, 2], [4, 3], [4, 3]]),
    Specimen(SelectiveScan(skip: false), on: [[3, 4], [3, 4], [3, 1], [3, 1]]),
    Specimen(SelectiveScan(softplus: true, skip: false), on: [[6, 1], [6, 1], [6, 2], [6, 2]]),
    Specimen(SelectiveScan(), on: [[1, 2], [1, 2], [1, 2], [1, 2]]),
  ]
}
