import ArchGraph

extension SelectiveScan: Differentiable {
  private func elements(_ inputs: [Shape]) -> [Factor] {
    [Factor("tokens", inputs[0][0]), Factor("features", inputs[0][1])]
  }

  private func states(_ inputs: [Shape]) -> [Factor] { elements(inputs) + [Factor("state", inputs[2][1])] }

  /// The gradients that need those of the states.
  private static let ofStates = Kept.Readers.some(inputs: [0, 1, 2], weights: true)
  /// The gradients that need those of `delta*A`.
  private static let ofExponents = Kept.Readers.some(inputs: [1], weights: true)
  /// The gradients that need those of `delta*x`.
  private static let ofPushes = Kept.Readers.some(inputs: [0, 1], weights: false)

  /// One multiply-add for `c` and one for the state for each that the layer has.
  ///
  /// For each element of the state two multiplications for the exponent, and one with an addition for each of
  /// `delta*x`, `b` and `a_log`.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let (elements, states) = (elements(inputs), states(inputs))
    var (exponents, x, delta) = (Work(), Work(), Work())
    exponents.add(.multiplications, 2, for: states, named: "per_state")
    x.add(.multiplications, for: elements)
    delta.add(.additions, for: states)
    if softplus { delta.addGradient(of: Softplus(), for: elements) }
    var pushes = Work()
    pushes.add(.multiplications, for: elements)
    let skipped = skip ? Work.sum(of: elements) : Work()
    return BackwardWork(
      shared: [
        .init(ScanGradient<Float>.work(of: states), for: Self.ofStates),
        .init(exponents, for: Self.ofExponents),
        .init(.sum(of: states), for: Self.ofPushes),
      ],
      inputs: [x + skipped, delta + .sum(of: elements), pushes + .sum(of: states), .products(of: states)],
      weights: .sum(of: states) + skipped)
  }

  /// The states and the share of each that is left, the steps, and the inputs, each for the gradients of others.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let (elements, states) = (elements(inputs), states(inputs))
    let ofSteps = Kept.Readers.some(inputs: [0, 2], weights: true)
    guard keeper == .adjoint else {
      // Two tensors of the rates are made for each token.
      let around = Factor("states", inputs[0][0] + 1)
      return (0..<4).map { Kept(.input($0)) }
        + (softplus ? [Kept(.saved("steps", elements))] : []) + [
          Kept(.saved("rates", [Factor("tensors", 2)] + states), isPerBatch: true),
          Kept(.saved("pushes", elements)), Kept(.saved("decays", states)),
          Kept(.saved("states", [around] + states.dropFirst())),
        ]
    }
    let hasPast = inputs[0][0] > 1
    return [
      Kept(.input(0), for: .some(inputs: [1, 2], weights: skip)),
      Kept(.input(1), for: softplus ? .input(1) : ofSteps),
      Kept(.input(2), for: Self.ofPushes),
      Kept(.input(3), for: Self.ofStates),
      Kept(.saved("states", states), for: .some(inputs: hasPast ? [1, 3] : [3], weights: hasPast)),
      Kept(.saved("decays", states), for: hasPast ? Self.ofStates : Self.ofExponents),
    ] + (softplus ? [Kept(.saved("steps", elements), for: ofSteps)] : [])
  }

  /// `h` and `exp(delta*A)` of all steps, and `delta` itself if it is a softplus.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let (x, delta, b) = (inputs[0], inputs[1], inputs[2])
    let shape = Shape(x.shape.dimensions + [b.shape[1]])
    let steps = softplus ? Tensor(delta.shape, delta.values.map { Softplus().value(of: $0) }) : delta
    let rates = rates(weights[0])
    var (states, decays) = (Tensor<N>.zeros(shape), Tensor<N>.zeros(shape))
    for place in Positions(shape.dimensions) {
      let (token, feature, n) = (place[0], place[1], place[2])
      let step = steps[[token, feature]]
      decays[place] = (step * rates[[feature, n]]).exponential()
      states[place] = decays[place] * states.before(place) + step * x[[token, feature]] * b[[token, n]]
    }
    return [states, decays] + (softplus ? [steps] : [])
  }

  /// `A = -exp(a_log)`.
  private func rates<N: Number>(_ logarithms: Tensor<N>) -> Tensor<N> {
    Tensor(
      logarithms.shape, logarithms.values.map { logarithm in N.prepared { N(0) - logarithm.exponential() } })
  }

  /// `dx = s*Σ dh*b + dy*d`, `ds = Σ e + x*Σ dh*b`, `db = Σ dh*s*x`, `dc = Σ dy*h`, `da_log = Σ e*s` and
  /// `dd = Σ dy*x`.
  ///
  /// Here `s` are the steps, `dh_t = dh_(t+1)*exp(s_(t+1)*A) + dy_t*c_t` and
  /// `e_t = dh_t*exp(s_t*A)*h_(t-1)*A`, all for a feature and an element of its state.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (x, delta, b, c) = (pass.inputs[0], pass.inputs[1], pass.inputs[2], pass.inputs[3])
    let (states, decays, steps) = (pass.saved[0], pass.saved[1], softplus ? pass.saved[2] : delta)
    let (dy, rates, wanted) = (pass.gradient, rates(pass.weights[0]), pass.wanted)
    let box = states.shape.dimensions
    func element(_ position: [Int]) -> [Int] { [position[0], position[1]] }
    func column(_ position: [Int]) -> [Int] { [position[0], position[2]] }
    lazy var scan = ScanGradient(over: box) { (dy[element($0)], c[column($0)], decays[$0]) }
    lazy var exponents = Tensor(states.shape) {
      scan.faded[$0] * states.before($0) * rates[Array($0[1...])]
    }
    lazy var pushes = Tensor(x.shape, addedOver: box, at: element) { scan.states[$0] * b[column($0)] }
    var gradients = Gradients<N>(inputs: [nil, nil, nil, nil])
    if wanted.inputs[0] {
      gradients.inputs[0] = Tensor(x.shape) {
        let dx = pushes[$0] * steps[$0]
        return skip ? dx + dy[$0] * pass.weights[1][[$0[1]]] : dx
      }
    }
    if wanted.inputs[1] {
      let sums = Tensor(x.shape, addedOver: box, at: element) { exponents[$0] }
      gradients.inputs[1] = Tensor(x.shape) {
        let dstep = sums[$0] + pushes[$0] * x[$0]
        return softplus ? Softplus().gradient(dstep, at: delta[$0]) : dstep
      }
    }
    if wanted.inputs[2] {
      let pushed = Tensor(x.shape) { steps[$0] * x[$0] }
      gradients.inputs[2] = Tensor(b.shape, addedOver: box, at: column) {
        scan.states[$0] * pushed[element($0)]
      }
    }
    if wanted.inputs[3] {
      gradients.inputs[3] = Tensor(c.shape, productsOver: box, at: column) { (dy[element($0)], states[$0]) }
    }
    guard wanted.weights else { return gradients }
    gradients.weights = [
      Tensor(rates.shape, addedOver: box, at: { Array($0[1...]) }) { exponents[$0] * steps[element($0)] }
    ]
    if skip {
      gradients.weights.append(
        Tensor(Shape([box[1]]), addedOver: x.shape.dimensions, at: { [$0[1]] }) { dy[$0] * x[$0] })
    }
    return gradients
  }
}
