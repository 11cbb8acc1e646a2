import ArchGraph

extension WKV6: Differentiable {
  private func features(_ inputs: [Shape]) -> Factor { Factor("features", inputs[0][1]) }
  private func width(_ inputs: [Shape]) -> Factor { Factor("width", inputs[0][1] / max(1, heads)) }
  private func tokens(_ inputs: [Shape]) -> Factor { Factor("tokens", inputs[0][0]) }
  private func before(_ inputs: [Shape]) -> Factor { Factor("tokens_before_last", inputs[0][0] - 1) }

  /// The gradients that need those of the factor of `r`.
  private func ofProducts(_ inputs: [Shape]) -> Kept.Readers {
    // A single token has no next token to decay for.
    .some(inputs: inputs[0][0] > 1 ? [1, 2, 3] : [1, 2], weights: true)
  }

  /// The gradients that need those of the states.
  private static let ofStates = Kept.Readers.some(inputs: [1, 2, 3], weights: false)
  /// The gradients that need those of `k*v`.
  private static let ofPairs = Kept.Readers.some(inputs: [1, 2], weights: false)
  /// The gradients that need `k*v` itself.
  private static let withPairs = Kept.Readers.some(inputs: [0], weights: true)

  /// One multiply-add for `r` and one for its factor for each that the layer has.
  ///
  /// For each element of the state a multiplication and an addition for the state before, for `k*v`, and for
  /// each of `r`, `k`, `v`, `w` and `time_first`; and a multiplication for `k*v` itself.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let states = [tokens(inputs), features(inputs), width(inputs)]
    let before = [before(inputs), features(inputs)]
    let statesBefore = before + [width(inputs)]
    var (pairs, again) = (Work(), Work())
    pairs.add(.multiplications, for: states)
    pairs.add(.additions, for: statesBefore)
    again.add(.multiplications, for: states)
    return BackwardWork(
      shared: [
        .init(.products(of: states), for: ofProducts(inputs)),
        .init(.sum(of: statesBefore), for: Self.ofStates),
        .init(pairs, for: Self.ofPairs), .init(again, for: Self.withPairs),
      ],
      inputs: [
        .products(of: states) + .sum(of: states), .sum(of: states), .sum(of: states),
        .sum(of: statesBefore) + .gradientOfDecays(before),
      ], weights: .sum(of: states))
  }

  /// The states and the share of them that is left, and the inputs, each for the gradients of the others.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let (elements, before) = ([tokens(inputs), features(inputs)], [before(inputs), features(inputs)])
    let (count, width) = (inputs[0][0], width(inputs))
    guard keeper == .adjoint else {
      return [
        Kept(.input(1)), Kept(.input(2)), count > 1 ? Kept(.saved("r", elements)) : Kept(.input(0)),
        Kept(.saved("pairs", elements + [width])), Kept(.saved("sums", elements + [width])),
        Kept(.saved("decays", [Factor("exponentials", 2)] + before)),
        Kept(.saved("states", [Factor("tokens_between", max(0, count - 2)), before[1], width])),
      ]
    }
    // The first state is zero, and the last token's decay is not used.
    let (hasPast, hasMore) = (count > 1, count > 2)
    return [
      Kept(.input(0), for: ofProducts(inputs)),
      Kept(.input(1), for: .some(inputs: [0, 2], weights: true)),
      Kept(.input(2), for: .some(inputs: [0, 1], weights: true)),
    ]
      + (hasPast
        ? [
          Kept(.input(3), for: .input(3)),
          Kept(
            .saved("states", before + [width]), for: .some(inputs: hasMore ? [0, 3] : [0], weights: false)),
          Kept(.saved("decays", before), for: .some(inputs: hasMore ? [1, 2, 3] : [3], weights: false)),
        ] : [])
  }

  /// The states after all tokens but the last, and `exp(-exp(w))` of those tokens.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let (k, v, w) = (inputs[1], inputs[2], inputs[3])
    let (tokens, features) = (output.shape[0], output.shape[1])
    guard tokens > 1 else { return [] }
    let width = features / heads
    let decays = Tensor(Shape([tokens - 1, features]), w.values.dropLast(features)).decays()
    var states = Tensor<N>.zeros(Shape([tokens - 1, features, width]))
    for place in Positions(states.shape.dimensions) {
      let key = [place[0], place[1] / width * width + place[2]]
      states[place] = decays[key] * states.before(place) + k[key] * v[[place[0], place[1]]]
    }
    return [states, decays]
  }

  /// `dr_j = Σ dy_i*m`, `dk_j = Σ dp*v_i`, `dv_i = Σ dp*k_j`, `dw_j = -exp(w_j)*f_j*Σ dS'*S` and
  /// `du_j = Σ dm*k_j*v_i`.
  ///
  /// Here `m = u*k*v + S`, and `f` are the decays, all for a row `i` and a column `j` in a head:
  /// `dm = dy_i*r_j`, `dS = f_j*dS' + dm` and `dp = u_j*dm + dS'`, the gradient of `k*v`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (r, k, v, w) = (pass.inputs[0], pass.inputs[1], pass.inputs[2], pass.inputs[3])
    let (dy, first, wanted) = (pass.gradient, pass.weights[0], pass.wanted)
    let (tokens, features) = (r.shape[0], r.shape[1])
    let width = features / heads
    let box = [tokens, features, width]
    func row(_ position: [Int]) -> [Int] { [position[0], position[1]] }
    func column(_ position: [Int]) -> [Int] { [position[0], position[1] / width * width + position[2]] }
    func state(_ position: [Int]) -> N { tokens == 1 ? N(0) : pass.saved[0].before(position) }
    lazy var products = Tensor(Shape(box), productsOver: box, at: { $0 }) { (dy[row($0)], r[column($0)]) }
    // Of the states before the tokens; those after them are before the next.
    lazy var states: Tensor = {
      var states = products
      for token in (0..<tokens - 1).reversed() {
        for place in Positions(box[1...]) {
          let own = [token] + place
          states[own] = states[[token + 1] + place] * pass.saved[1][column(own)] + products[own]
        }
      }
      return states
    }()
    lazy var dpairs = Tensor(Shape(box)) {
      let own = products[$0] * first[[column($0)[1]]]
      return $0[0] == tokens - 1 ? own : own + states.behind($0, of: tokens)
    }
    lazy var pairs = Tensor(Shape(box)) { k[column($0)] * v[row($0)] }
    var gradients = Gradients<N>(inputs: [nil, nil, nil, nil])
    if wanted.inputs[0] {
      gradients.inputs[0] = Tensor(r.shape, productsOver: box, at: column) {
        (dy[row($0)], first[[column($0)[1]]] * pairs[$0] + state($0))
      }
    }
    if wanted.inputs[1] {
      gradients.inputs[1] = Tensor(k.shape, addedOver: box, at: column) { dpairs[$0] * v[row($0)] }
    }
    if wanted.inputs[2] {
      gradients.inputs[2] = Tensor(v.shape, addedOver: box, at: row) { dpairs[$0] * k[column($0)] }
    }
    if wanted.inputs[3] {
      let decays = tokens == 1 ? nil : pass.saved[1]
      let sums = Tensor(Shape([tokens - 1, features]), addedOver: [tokens - 1, features, width], at: column) {
        states.behind($0, of: tokens) * state($0)
      }
      let own = decays.map { Tensor.ofDecays(sums, $0, w) } ?? []
      gradients.inputs[3] = Tensor(w.shape, own + Array(repeating: N(0), count: features))
    }
    if wanted.weights {
      gradients.weights = [
        Tensor(first.shape, addedOver: box, at: { [column($0)[1]] }) { products[$0] * pairs[$0] }
      ]
    }
    return gradients
  }
}
