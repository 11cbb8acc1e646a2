import ArchGraph

extension WKV7: Differentiable {
  private func elements(_ inputs: [Shape]) -> [Factor] {
    [Factor("tokens", inputs[0][0]), Factor("features", inputs[0][1])]
  }

  private func states(_ inputs: [Shape]) -> [Factor] {
    elements(inputs) + [Factor("width", inputs[0][1] / max(1, heads))]
  }

  /// The gradients that need those of the states: all but that of `r`.
  private static let ofStates = Kept.Readers.some(inputs: [1, 2, 3, 4, 5], weights: false)

  /// One multiply-add for the state and one for `r` or `a` for each that the layer has.
  ///
  /// For each element of the state a multiplication and an addition for its product with `a`, a multiplication
  /// for the share that is left, and a multiplication and an addition for each of `w`, `k`, `v` and `b`.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let (elements, states) = (elements(inputs), states(inputs))
    var shared = Work.sum(of: states)
    shared.add(.multiplyAdds, 2, for: states, named: "per_state")
    shared.add(.multiplications, for: states)
    let (product, sum) = (Work.products(of: states), Work.sum(of: states))
    return BackwardWork(
      shared: [.init(shared, for: Self.ofStates)],
      inputs: [product, sum + .gradientOfDecays(elements), sum, sum, product, sum])
  }

  /// The states, the share of them that is left, and their products with `a`; the inputs, each for the gradients of
  /// others.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let (elements, states) = (elements(inputs), states(inputs))
    let hasPast = inputs[0][0] > 1
    guard keeper == .adjoint else {
      // At the first token `a` meets no state that learns.
      return [
        hasPast ? Kept(.saved("r", elements)) : Kept(.input(0)), Kept(.input(2)), Kept(.input(3)),
        Kept(.saved("a", [Factor("tokens_before_last", inputs[0][0] - 1), elements[1]])), Kept(.input(5)),
        Kept(.saved("decays", [Factor("exponentials", 2)] + elements)), Kept(.saved("replaced", elements)),
        Kept(.saved("states", [Factor("states", inputs[0][0] + 1)] + states.dropFirst())),
      ]
    }
    return [
      Kept(.input(0), for: Self.ofStates), Kept(.input(1), for: .input(1)),
      Kept(.input(2), for: .input(3)), Kept(.input(3), for: .input(2)),
      Kept(.input(5), for: hasPast ? Self.ofStates : .input(4)),
      Kept(.saved("states", states), for: .some(inputs: hasPast ? [0, 1, 4] : [0], weights: false)),
      Kept(.saved("decays", elements), for: hasPast ? Self.ofStates : .input(1)),
      Kept(.saved("replaced", elements), for: .input(5)),
    ] + (hasPast ? [Kept(.input(4), for: Self.ofStates)] : [])
  }

  /// `S`, `exp(-exp(w))` and `S a` of all tokens.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let (k, v, a, b) = (inputs[2], inputs[3], inputs[4], inputs[5])
    let (tokens, features) = (output.shape[0], output.shape[1])
    let width = features / heads
    let decays = inputs[1].decays()
    var (states, products) = (
      Tensor<N>.zeros(Shape([tokens, features, width])), Tensor<N>.zeros(output.shape)
    )
    for row in Positions([tokens, features]) {
      let first = row[1] / width * width
      for j in 0..<width {
        products[row].accumulate(states.before(row + [j]), times: a[[row[0], first + j]])
      }
      for j in 0..<width {
        let (place, key) = (row + [j], [row[0], first + j])
        states[place] = decays[key] * states.before(place) + products[row] * b[key] + v[row] * k[key]
      }
    }
    return [states, decays, products]
  }

  /// `dr_j = Σ dy_i*S'`, `dw_j = -exp(w_j)*f_j*Σ dS'*S`, `dk_j = Σ dS'*v_i`, `dv_i = Σ dS'*k_j`,
  /// `da_j = Σ ds_i*S` and `db_j = Σ dS'*s_i`.
  ///
  /// Here `f` are the decays and `s = S a`, all for a row `i` and a column `j` in a head: `dS' += dy_i*r_j`,
  /// `ds_i = Σ dS'*b_j` and `dS = f_j*dS' + ds_i*a_j`.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (w, k, v) = (pass.inputs[1], pass.inputs[2], pass.inputs[3])
    let (states, decays, replaced) = (pass.saved[0], pass.saved[1], pass.saved[2])
    let (dy, wanted, box) = (pass.gradient, pass.wanted.inputs, states.shape.dimensions)
    func row(_ position: [Int]) -> [Int] { [position[0], position[1]] }
    func column(_ position: [Int]) -> [Int] {
      [position[0], position[1] / box[2] * box[2] + position[2]]
    }
    lazy var found = stateGradients(pass)
    func sum(at place: ([Int]) -> [Int], _ factor: ([Int]) -> N) -> Tensor<N> {
      Tensor(w.shape, addedOver: box, at: place) { found.states[$0] * factor($0) }
    }
    func products(_ factors: ([Int]) -> (N, N)) -> Tensor<N> {
      Tensor(w.shape, productsOver: box, at: column, factors)
    }
    return Gradients(inputs: [
      wanted[0] ? products { (dy[row($0)], states[$0]) } : nil,
      wanted[1]
        ? Tensor(w.shape, Tensor.ofDecays(sum(at: column) { states.before($0) }, decays, w)) : nil,
      wanted[2] ? sum(at: column) { v[row($0)] } : nil,
      wanted[3] ? sum(at: row) { k[column($0)] } : nil,
      wanted[4] ? products { (found.products[row($0)], states.before($0)) } : nil,
      wanted[5] ? sum(at: column) { replaced[row($0)] } : nil,
    ])
  }

  /// The gradients of the states after all tokens, and of the products of those before them with `a`.
  private func stateGradients<N: Number>(
    _ pass: BackwardPass<N>
  ) -> (states: Tensor<N>, products: Tensor<N>) {
    let (r, a, b, decays) = (pass.inputs[0], pass.inputs[4], pass.inputs[5], pass.saved[1])
    let box = pass.saved[0].shape.dimensions
    var (states, products) = (Tensor<N>.zeros(Shape(box)), Tensor<N>.zeros(r.shape))
    var carried = Tensor<N>.zeros(Shape(Array(box[1...])))
    for row in Positions(box[..<2]).reversed() {
      let first = row[1] / box[2] * box[2]
      for j in 0..<box[2] {
        let (place, key) = ([row[1], j], [row[0], first + j])
        carried[place].accumulate(pass.gradient[row], times: r[key])
        states[row + [j]] = carried[place]
        products[row] = products[row] + carried[place] * b[key]
      }
      for j in 0..<box[2] {
        let (place, key) = ([row[1], j], [row[0], first + j])
        carried[place] = carried[place] * decays[key]
        carried[place].accumulate(products[row], times: a[key])
      }
    }
    return (states, products)
  }
}
