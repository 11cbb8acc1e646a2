import ArchGraph

/// The time mixing of RWKV-7: a matrix for each head, kept by a generalised delta rule (Peng and others 2025, Goose).
public struct WKV7: Operator {
  /// The number of heads.
  public var heads: Int

  /// The time mixing with this many heads.
  public init(_ heads: Int) { self.heads = heads }

  public static let signature = Signature(
    "wkv7", .recurrent,
    "The time mixing of RWKV-7: each head has a matrix, updated by a generalised delta rule.",
    inputs: .exactly(["r", "w", "k", "v", "a", "b"]),
    arguments: [.positional("heads", .count(), "the number of heads")],
    notes: [
      "`S_t = S_(t-1)*(diag(exp(-exp(w_t))) + a_t^T b_t) + v_t^T k_t` and `y_t = S_t r_t` in each head, of "
        + "six values `[T, heads*width]`, and a state of `[width, width]`. The reference code gives the "
        + "negative of the normalised key as `a`, and it times the learning rate as `b`.",
      "It is counted step by step, as the reference code runs it: the products of the state with `a` and with `r` are "
        + "counted as multiply-adds; each element of the state takes three multiplications and two "
        + "additions, and each decay two exponentials and a subtraction.",
      "The first state is zero, and is multiplied like any other.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) { heads = try arguments.integer("heads") }

  public var arguments: [ArgumentValue?] { [.integer(heads)] }

  /// The shape of all inputs.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try sequences(inputs, heads: heads)
    return .sameAsInput
  }

  public func parameters(of inputs: [Shape]) -> [Parameter] { [] }

  /// For each element of the state two multiply-adds, three multiplications and two additions; for each decay two
  /// exponentials and a subtraction.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let elements = [Factor("tokens", inputs[0][0]), Factor("features", inputs[0][1])]
    let states = elements + [Factor("width", inputs[0][1] / max(1, heads))]
    var work = Work()
    work.add(.multiplyAdds, 2, for: states, named: "per_state")
    work.add(.multiplications, 3, for: states, named: "per_state")
    work.add(.additions, 2, for: states, named: "per_state")
    work.add(.exponentials, 2, for: elements)
    work.add(.subtractions, for: elements)
    work[.activationReads] = Count([Factor("inputs", 6)], elements)
    work[.writes] = Count(elements)
    return work
  }

  /// All tokens up to the same one.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `S[i, j] = exp(-exp(w[j]))*S[i, j] + (Σ S[i, l]*a[l])*b[j] + v[i]*k[j]`, `y[i] = Σ S[i, j]*r[j]`, in each head.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let width = output[1] / heads
    var y = [N](repeating: N(0), count: output[0] * output[1])
    for first in stride(from: 0, to: output[1], by: width) {
      var state = [[N]](repeating: [N](repeating: N(0), count: width), count: width)
      for token in 0..<output[0] {
        let own = inputs.map { input in (0..<width).map { input[[token, first + $0]] } }
        let (r, w, k, v, a, b) = (own[0], own[1], own[2], own[3], own[4], own[5])
        let decays = w.map { (N(0) - $0.exponential()).exponential() }
        for i in 0..<width {
          var replaced = N(0)
          for j in 0..<width { replaced.accumulate(state[i][j], times: a[j]) }
          var sum = N(0)
          for j in 0..<width {
            state[i][j] = decays[j] * state[i][j] + replaced * b[j] + v[i] * k[j]
            sum.accumulate(state[i][j], times: r[j])
          }
          y[token * output[1] + first + i] = sum
        }
      }
    }
    return Tensor(output, y)
  }

  public var traits: Traits {
    Traits(
      isDefinedByElement: false, channels: .rearranged, values: .standardised, axes: .rows, part: .layer,
      lastAxis: .features)
  }

  public func placement(of inputs: [Shape]) -> Placement { .own }

  /// One head and several, heads of one feature, one token.
  public static let specimens = [
    Specimen(WKV7(2), on: Array(repeating: [4, 6], count: 6)),
    Specimen(WKV7(1), on: Array(repeating: [3, 4], count: 6)),
    Specimen(WKV7(3), on: Array(repeating: [5, 3], count: 6)),
    Specimen(WKV7(1), on: Array(repeating: [1, 2], count: 6)),
  ]
}
