import ArchGraph

/// The time mixing of RWKV-6: a matrix for each head, whose columns decay as the input says (Peng and others 2024, Finch).
public struct WKV6: Operator {
  /// The number of heads.
  public var heads: Int

  /// The time mixing with this many heads.
  public init(_ heads: Int) { self.heads = heads }

  public static let signature = Signature(
    "wkv6", .recurrent, "The time mixing of RWKV-6: each head has a matrix, whose decay the input controls.",
    inputs: .exactly(["r", "k", "v", "w"]),
    arguments: [.positional("heads", .count(), "the number of heads")],
    notes: [
      "`y_t = Σ r_t*(u*k_t*v_t + S_(t-1))` over the keys and `S_t = exp(-exp(w_t))*S_(t-1) + k_t*v_t` in each head, "
        + "with `u = time_first`: `r`, `k`, `v` and `w [T, heads*width]`, and a state of `[width, width]`.",
      "It is counted step by step, as the reference code runs it: the sum over the keys is counted as multiply-adds; "
        + "each element of the state takes two multiplications and an addition before that, and "
        + "another multiplication and addition to add the token to the state for the next one.",
      "The first state is zero, and is added like any other.",
    ], isYielding: true)

  public init(_ arguments: Arguments) throws(ArgumentFault) { heads = try arguments.integer("heads") }

  public var arguments: [ArgumentValue?] { [.integer(heads)] }

  /// The shape of all inputs.
  public func output(of inputs: [Shape]) throws(Misfit) -> OutputShape {
    _ = try sequences(inputs, heads: heads)
    return .sameAsInput
  }

  /// `time_first [heads*width]`.
  public func parameters(of inputs: [Shape]) -> [Parameter] {
    [Parameter("time_first", [Factor("features", inputs[0][1])], use: .rescaling)]
  }

  /// For each element of the state a multiply-add, two multiplications and an addition for each token, and a
  /// multiplication and an addition for each but the last; for these, two exponentials and a subtraction per decay.
  public func work(from inputs: [Shape], to output: Shape) -> Work {
    let features = Factor("features", inputs[0][1])
    let width = Factor("width", inputs[0][1] / max(1, heads))
    let (tokens, before) = (
      Factor("tokens", inputs[0][0]), Factor("tokens_before_last", inputs[0][0] - 1)
    )
    var work = Work()
    work.add(.multiplyAdds, for: [tokens, features, width])
    work.add(.multiplications, 2, for: [tokens, features, width], named: "per_state")
    work.add(.additions, for: [tokens, features, width])
    work.add(.multiplications, for: [before, features, width])
    work.add(.additions, for: [before, features, width])
    work.add(.exponentials, 2, for: [before, features], named: "per_decay")
    work.add(.subtractions, for: [before, features])
    work[.weightReads] = parameters(of: inputs).count(.weight)
    // The last token has no next token to decay for.
    work[.activationReads] =
      Count([Factor("inputs", 3), tokens, features]) + Count([before, features])
    work[.writes] = Count([tokens, features])
    return work
  }

  /// All tokens up to the same one.
  public func reach(from inputs: [Shape], to output: Shape) -> Reach { .everything }

  /// `y[i] = Σ r[j]*(u[j]*(k[j]*v[i]) + S[i, j])`, then `S[i, j] = exp(-exp(w[j]))*S[i, j] + k[j]*v[i]`, in each head.
  public func define<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Shape) -> Tensor<N> {
    let (r, k, v, w) = (inputs[0], inputs[1], inputs[2], inputs[3])
    let width = output[1] / heads
    var y = [N](repeating: N(0), count: output[0] * output[1])
    for first in stride(from: 0, to: output[1], by: width) {
      var state = [[N]](repeating: [N](repeating: N(0), count: width), count: width)
      for token in 0..<output[0] {
        let isLast = token == output[0] - 1
        let decays = (0..<(isLast ? 0 : width)).map {
          (N(0) - w[[token, first + $0]].exponential()).exponential()
        }
        for i in 0..<width {
          var sum = N(0)
          for j in 0..<width {
            let pair = k[[token, first + j]] * v[[token, first + i]]
            sum.accumulate(r[[token, first + j]], times: weights[0][[first + j]] * pair + state[i][j])
            if !isLast { state[i][j] = decays[j] * state[i][j] + pair }
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
    Specimen(WKV6(2), on: Array(repeating: [4, 6], count: 4)),
    Specimen(WKV6(1), on: Array(repeating: [3, 4], count: 4)),
    Specimen(WKV6(3), on: Array(repeating: [5, 3], count: 4)),
    Specimen(WKV6(1), on: Array(repeating: [1, 2], count: 4)),
  ]
}
