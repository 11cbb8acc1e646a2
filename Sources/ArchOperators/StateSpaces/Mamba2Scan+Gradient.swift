import ArchGraph

extension Mamba2Scan: Differentiable {
  private func steps(_ inputs: [Shape]) -> [Factor] {
    [Factor("tokens", inputs[0][0]), Factor("heads", heads)]
  }

  private func elements(_ inputs: [Shape]) -> [Factor] {
    steps(inputs) + [Factor("head_width", inputs[0][1] / max(1, heads))]
  }

  private func states(_ inputs: [Shape]) -> [Factor] { elements(inputs) + [Factor("state", state)] }

  /// The gradients that need those of the states.
  private static let ofStates = Kept.Readers.some(inputs: [0, 1, 2], weights: true)
  /// The gradients that need those of `step*x`.
  private static let ofPushes = Kept.Readers.some(inputs: [0, 1], weights: true)
  /// The gradients that need those of the steps.
  private static let ofSteps = Kept.Readers.some(inputs: [1], weights: true)

  /// One multiply-add for `c` and one for the state for each that the layer has.
  ///
  /// For each element of the state a multiplication and an addition for each of the decay, `step*x` and `b`.
  /// The gradient of `dt` is that of the sum of it and its bias.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let (heads, elements, states) = (steps(inputs), elements(inputs), states(inputs))
    var (steps, pushes) = (Work.sum(of: states) + .sum(of: elements), Work())
    steps.add(.multiplications, 2, for: heads, named: "per_step")
    steps.add(.additions, 2, for: heads, named: "per_step")
    steps.addGradient(of: Softplus(), for: heads)
    pushes.add(.multiplications, for: elements)
    var weights = Work.sum(of: heads)
    weights.add(.additions, for: heads)
    let skipped = skip ? Work.sum(of: elements) : Work()
    return BackwardWork(
      shared: [
        .init(ScanGradient<Float>.work(of: states), for: Self.ofStates),
        .init(.sum(of: states), for: Self.ofPushes), .init(steps, for: Self.ofSteps),
      ],
      inputs: [pushes + skipped, Work(), pushes + .sum(of: states), .products(of: states)],
      weights: weights + skipped)
  }

  /// The states, the steps and the share of a state they leave, and the inputs, each for the gradients of others.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let (steps, elements) = (steps(inputs), elements(inputs))
    let states = [steps[0], Factor("features", inputs[0][1]), Factor("state", state)]
    guard keeper == .adjoint else { return keptByPyTorch(steps, elements) }
    let hasPast = inputs[0][0] > 1
    return [
      Kept(.input(0), for: .some(inputs: [1, 2], weights: true)),
      Kept(.input(1), for: Self.ofSteps), Kept(.input(2), for: Self.ofPushes),
      Kept(.input(3), for: Self.ofStates),
      Kept(.saved("states", states), for: .some(inputs: hasPast ? [1, 3] : [3], weights: hasPast)),
      Kept(.saved("steps", steps), for: .some(inputs: [0, 2], weights: true)),
      Kept(.saved("decays", steps), for: hasPast ? Self.ofStates : Self.ofSteps),
    ]
  }

  /// Copies of `b` and `c` for each head, and two tensors of the rates for each token.
  private func keptByPyTorch(_ steps: [Factor], _ elements: [Factor]) -> [Kept] {
    let ofState = Factor("state", state)
    return [
      Kept(.input(0)), Kept(.saved("biased_steps", steps)), Kept(.saved("steps", steps)),
      Kept(.saved("repeated_b", steps + [ofState])), Kept(.saved("repeated_c", steps + [ofState])),
      Kept(.saved("rates", [Factor("tensors", 2)] + steps), isPerBatch: true),
      Kept(.saved("decays", steps)), Kept(.saved("pushes", elements)),
      Kept(.saved("states", [Factor("states", steps[0].value + 1)] + elements.dropFirst() + [ofState])),
    ]
  }

  /// `h`, the steps `softplus(dt + dt_bias)` and `exp(step*A)` of all tokens.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let (x, dt, b) = (inputs[0], inputs[1], inputs[2])
    let (shape, rates) = (Shape(x.shape.dimensions + [state]), rates(weights[0]))
    let steps = Tensor(dt.shape) {
      Softplus().value(of: dt[$0] + weights[weights.count - 1][[$0[1]]])
    }
    let decays = Tensor(dt.shape) { (steps[$0] * rates[$0[1]]).exponential() }
    var states = Tensor<N>.zeros(shape)
    for place in Positions(shape.dimensions) {
      let (token, feature, n) = (place[0], place[1], place[2])
      let head = feature / (x.shape[1] / heads)
      let push = steps[[token, head]] * x[[token, feature]]
      states[place] =
        decays[[token, head]] * states.before(place) + push * b[[token, first(of: head, in: b.shape) + n]]
    }
    return [states, steps, decays]
  }

  /// `A = -exp(a_log)`.
  private func rates<N: Number>(_ logarithms: Tensor<N>) -> [N] {
    logarithms.values.map { logarithm in N.prepared { N(0) - logarithm.exponential() } }
  }

  /// The start of a head's group in `b` and `c`.
  private func first(of head: Int, in shape: Shape) -> Int { head / (heads / (shape[1] / state)) * state }

  /// `dx = s*Σ dh*b + dy*d`, `ddt = (e + Σ x*dh*b)*sigmoid(dt + dt_bias)`, `db = Σ dh*s*x`, `dc = Σ dy*h`,
  /// `da_log = Σ e*s`, `dd = Σ dy*x` and `ddt_bias = Σ ddt`.
  ///
  /// Here `s` are the steps, `dh_t = dh_(t+1)*exp(s_(t+1)*A) + dy_t*c_t` for each element of a state, and
  /// `e_t = A*exp(s_t*A)*Σ dh_t*h_(t-1)` for each head.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (x, dt, b, c) = (pass.inputs[0], pass.inputs[1], pass.inputs[2], pass.inputs[3])
    let (states, steps, decays) = (pass.saved[0], pass.saved[1], pass.saved[2])
    let (dy, rates, wanted) = (pass.gradient, rates(pass.weights[0]), pass.wanted)
    let (box, width, bias) = (
      states.shape.dimensions, x.shape[1] / heads, pass.weights[pass.weights.count - 1]
    )
    func element(_ position: [Int]) -> [Int] { [position[0], position[1]] }
    func head(_ position: [Int]) -> [Int] { [position[0], position[1] / width] }
    func column(_ position: [Int]) -> [Int] {
      [position[0], first(of: position[1] / width, in: b.shape) + position[2]]
    }
    lazy var scan = ScanGradient(over: box) { (dy[element($0)], c[column($0)], decays[head($0)]) }
    lazy var pushes = Tensor(x.shape, addedOver: box, at: element) { scan.states[$0] * b[column($0)] }
    lazy var exponents: Tensor = {
      let sums = Tensor(dt.shape, addedOver: box, at: head) { scan.states[$0] * states.before($0) }
      return Tensor(dt.shape) { sums[$0] * decays[$0] * rates[$0[1]] }
    }()
    lazy var dsteps: Tensor = {
      let sums = Tensor(dt.shape, addedOver: x.shape.dimensions, at: head) { pushes[$0] * x[$0] }
      return Tensor(dt.shape) {
        Softplus().gradient(sums[$0] + exponents[$0], at: dt[$0] + bias[[$0[1]]])
      }
    }()
    var gradients = Gradients<N>(inputs: [nil, wanted.inputs[1] ? dsteps : nil, nil, nil])
    if wanted.inputs[0] {
      gradients.inputs[0] = Tensor(x.shape) {
        let dx = pushes[$0] * steps[head($0)]
        return skip ? dx + dy[$0] * pass.weights[1][[$0[1] / width]] : dx
      }
    }
    if wanted.inputs[2] {
      let pushed = Tensor(x.shape) { steps[head($0)] * x[$0] }
      gradients.inputs[2] = Tensor(b.shape, addedOver: box, at: column) {
        scan.states[$0] * pushed[element($0)]
      }
    }
    if wanted.inputs[3] {
      gradients.inputs[3] = Tensor(c.shape, productsOver: box, at: column) { (dy[element($0)], states[$0]) }
    }
    guard wanted.weights else { return gradients }
    func perHead(_ extents: [Int], _ term: (_ position: [Int]) -> N) -> Tensor<N> {
      Tensor(Shape([heads]), addedOver: extents, at: { [$0[1] * heads / extents[1]] }, term)
    }
    gradients.weights = [perHead(dt.shape.dimensions) { exponents[$0] * steps[$0] }]
    if skip { gradients.weights.append(perHead(x.shape.dimensions) { dy[$0] * x[$0] }) }
    gradients.weights.append(perHead(dt.shape.dimensions) { dsteps[$0] })
    return gradients
  }
}
