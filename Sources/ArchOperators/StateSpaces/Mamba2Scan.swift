import ArchGraph

/// The scan of Mamba-2 with one decay for each head (Dao and Gu 2024, the recurrent form).
public struct Mamba2Scan: Operator {
  /// The number of heads.
  public var heads: Int

  /// The number of elements of the state of each feature.
  public var state: Int

  /// Whether the input is added, times a weight for each head.
  public var skip: Bool

  /// A scan of this many heads, with this many elements in each state.
  public init(_ heads: Int, state: Int, skip: Bool = true) {
    self.heads = heads
    self.state = state
    self.skip = skip
  }

  public static let signature = Signature(
    "mamba2_scan", .recurrent,
    "The scan of Mamba-2: the states of all features of a head decay at the same rate.",
    inputs: .exactly(["x", "dt", "b", "c"]),
    arguments: [
      .positional("heads", .count(), "the number of heads"),
      .named("state", .count(), "the number of elements of the state of each feature"),
      .named("skip", .boolean, default: true, "whether `d*x` is added"),
    ],
    notes: [
      "`h_t = exp(dt_t*A)*h_(t-1) + dt_t*b_t*x_t` and `y_t = Σ c_t*h_t + d*x_t`, with `A = -exp(a_log)` and "
        + "the softplus of `dt + dt_bias`, all of one head: `x [T, heads*head_width]`, `dt [T, heads]`, `b` and "
        + "`c [T, groups*state]`, whose groups serve equally many heads each.",
      "The sequential scan is counted, step by step: the sum over the state, `c*h`, is counted as "
        + "multiply-adds; each element of the state takes two multiplications and an addition. The "
        + "chunked algorithm used in training does different work for the same values.",
      "`A` is precomputed. The first state is zero, and is multiplied like any other.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) {
    heads = try arguments.integer("heads")
    state = try arguments.integer("state")
    skip = try arguments.boolean("skip")
  }

  public var arguments: [ArgumentValue?] { [.integer(heads), .integer(state), .boolean(skip)] }

  /// The shape of `x`.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    let inputs = try sequences(inputs)
    let (x, b) = (inputs[0], inputs[2])
    guard heads > 0, x[1] % heads == 0 else {
      throw .indivisible(what: "its \(x[1]) features", count: x[1], by: "heads", divisor: heads)
    }
    try expect(
      1, of: inputs, toBe: [x[0], heads], help: "each token needs a step for each head: \(x[0]) x \(heads)")
    guard state > 0, b[1] % state == 0 else {
      throw .conflict(
        "`\(name)` cannot split `b` of \(b) into groups",
        help: "its last axis is that of the groups, each with a state of \(state)")
    }
    guard b[1] > 0, heads % (b[1] / state) == 0 else {
      throw .indivisible(what: "its \(heads) heads", count: heads, by: "groups", divisor: b[1] / state)
    }
    try expect(
      2, of: inputs, toBe: [x[0], b[1]],
      help: "they must be sequences of the same length, and `x` has \(x[0]) tokens")
    try expect(3, of: inputs, toBe: b.dimensions, help: "`c` must have the shape of `b`: \(b)")
    return .sameAsInput
  }

  private var ofHeads: Factor { Factor("heads", heads) }

  /// `a_log [heads]`, `d [heads]` and `dt_bias [heads]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    [Parameter("a_log", [ofHeads], use: .shift)]
      + (skip ? [Parameter("d", [ofHeads], use: .rescaling)] : [])
      + [Parameter("dt_bias", [ofHeads], use: .shift)]
  }

  /// For each element of the state a multiply-add, two multiplications and an addition.
  ///
  /// For each element of `x` a multiplication, and one more with an addition for the skip; for each head of a token the
  /// addition of the bias, a softplus, a multiplication and an exponential.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let steps = [Factor("tokens", inputs[0][0]), ofHeads]
    let elements = steps + [Factor("head_width", inputs[0][1] / max(1, heads))]
    let states = elements + [Factor("state", state)]
    var work = Work()
    work.add(.multiplyAdds, for: states)
    work.add(.multiplications, 2, for: states, named: "per_state")
    work.add(.additions, for: states)
    work.add(.multiplications, skip ? 2 : 1, for: elements)
    if skip { work.add(.additions, for: elements) }
    work.add(.additions, for: steps)
    work.add(Softplus(), for: steps, named: "per_step")
    work.add(.multiplications, for: steps)
    work.add(.exponentials, for: steps)
    work[.weightReads] = parameters(of: inputs).count(.weight)
    work.readAll(of: inputs, Self.signature)
    work[.writes] = Count(elements)
    return work
  }

  /// All tokens up to the same one.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `h[p, n] = exp(s*A)*h[p, n] + s*x[t, p]*b[t, n]`, `y[t, p] = Σ c[t, n]*h[p, n] + d*x[t, p]` in each head, with the
  /// step `s = softplus(dt[t] + dt_bias)`.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let (x, dt, b, c) = (inputs[0], inputs[1], inputs[2], inputs[3])
    let width = output[1] / heads
    let headsOfGroup = heads / (b.shape[1] / state)
    let bias = weights[weights.count - 1]
    let rates = (0..<heads).map { head in N.prepared { N(0) - weights[0][[head]].exponential() } }
    var h = [[N]](repeating: [N](repeating: N(0), count: state), count: output[1])
    var y: [N] = []
    for token in 0..<output[0] {
      for head in 0..<heads {
        let step = Softplus().value(of: dt[[token, head]] + bias[[head]])
        let decay = (step * rates[head]).exponential()
        let first = head / headsOfGroup * state
        for feature in head * width..<(head + 1) * width {
          let push = step * x[[token, feature]]
          var sum = N(0)
          for n in 0..<state {
            h[feature][n] = decay * h[feature][n] + push * b[[token, first + n]]
            sum.accumulate(c[[token, first + n]], times: h[feature][n])
          }
          y.append(skip ? sum + weights[1][[head]] * x[[token, feature]] : sum)
        }
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

  /// One head and several, one group and several, heads of one feature, without the skip, one token.
  public static let specimens = [
    Specimen(Mamba2Scan(2, state: 3), on: [[4, 6], [4, 2], [4, 3], [4, 3]]),
    Specimen(Mamba2Scan(4, state: 2), on: [[3, 8], [3, 4], [3, 4], [3, 4]]),
    Specimen(Mamba2Scan(3, state: 1, skip: false), on: [[5, 3], [5, 3], [5, 3], [5, 3]]),
    Specimen(Mamba2Scan(1, state: 4), on: [[3, 5], [3, 1], [3, 4], [3, 4]]),
    Specimen(Mamba2Scan(2, state: 2), on: [[1, 4], [1, 2], [1, 2], [1, 2]]),
  ]
}
