import ArchGraph

extension WKV: Differentiable {
  private func elements(_ inputs: [Shape]) -> [Factor] {
    [Factor("tokens", inputs[0][0]), Factor("features", inputs[0][1])]
  }

  /// The elements of all tokens that a token follows.
  private func before(_ inputs: [Shape]) -> [Factor] {
    [Factor("tokens_before_last", inputs[0][0] - 1), Factor("features", inputs[0][1])]
  }

  /// The gradients that need those of exponents and of the sum of weights.
  private static let ofWeights = Kept.Readers.some(inputs: [0], weights: true)

  /// First the gradients of the sum of values, and for keys and weights also those of the sum of weights and
  /// of the exponent of each token's own weight.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let (elements, before) = (elements(inputs), before(inputs))
    var (shared, ofWeights, keys, weights) = (Work(), Work(), Work(), Work())
    shared.add(.divisions, for: elements)
    shared.add(.multiplications, 2, for: elements)
    shared.add(.additions, for: elements)
    shared.add(.multiplications, for: before)
    ofWeights.add(.multiplications, 2, for: elements)
    ofWeights.add(.subtractions, 2, for: elements)
    ofWeights.add(.multiplications, for: before)
    keys.add(.multiplications, 2, for: before)
    keys.add(.additions, 2, for: before)
    weights.add(.additions, for: elements)
    weights.add(.multiplications, 3, for: before)
    weights.add(.additions, 2, for: before)
    return BackwardWork(
      shared: [.init(shared), .init(ofWeights, for: Self.ofWeights)], inputs: [keys, .sum(of: before)],
      weights: weights)
  }

  /// Means and values; for each mean its divisor, and the weights of its own token and of earlier ones; and
  /// for each token that another follows, the two weights that take it into the sums, and the sums before.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let (tokens, elements, before) = (inputs[0][0], elements(inputs), before(inputs))
    guard keeper == .adjoint else {
      // Seven tensors for each mean, four for each step into the sums.
      return [
        Kept(.input(0)), Kept(.input(1)), Kept(.saved("means", [Factor("per_element", 7)] + elements)),
        Kept(.saved("sums", [Factor("per_element", 4)] + before)),
      ] + (tokens > 1 ? [Kept(.saved("fading", [elements[1]]), isPerBatch: true)] : [])
    }
    let always = [
      Kept(.output, for: Self.ofWeights), Kept(.input(1), for: Self.ofWeights),
      Kept(.saved("divisors", elements)), Kept(.saved("own_weights", elements)),
    ]
    guard tokens > 1 else { return always }
    return always + [
      Kept(.saved("past_weights", elements)),
      Kept(.saved("fading", before), for: .some(inputs: tokens > 2 ? [0, 1] : [], weights: true)),
      Kept(.saved("entering", before), for: .some(inputs: [0, 1], weights: false)),
      Kept(.saved("value_sums", before), for: .weights), Kept(.saved("weight_sums", before), for: .weights),
    ]
  }

  /// Divisors, weights and sums in the order of ``kept(from:to:by:batch:)``, with the largest exponent taken out as in
  /// the layer.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let (keys, values) = (inputs[0], inputs[1])
    let (tokens, features) = (output.shape[0], output.shape[1])
    // Divisors, own and past weights; then decay, entry and both sums of each token that another follows.
    var found = (0..<3).map { _ in Tensor<N>.zeros(output.shape) }
    found += (0..<4).map { _ in Tensor<N>.zeros(Shape([tokens - 1, features])) }
    for feature in 0..<features {
      let fading = N(0) - weights[0][[feature]].exponential()
      var (p, q, largest) = (N(0), N(0), keys[[0, feature]])
      for token in 0..<tokens {
        let (place, key) = ([token, feature], keys[[token, feature]])
        let exponent = weights[1][[feature]] + key
        let most = N.maximum(largest, exponent)
        let (past, own) = ((largest - most).exponential(), (exponent - most).exponential())
        for (index, number) in [past * q + own, own, past].enumerated() { found[index][place] = number }
        guard token + 1 < tokens else { break }
        let next = N.maximum(fading + largest, key)
        let (kept, entering) = ((fading + largest - next).exponential(), (key - next).exponential())
        for (index, number) in [kept, entering, p, q].enumerated() { found[3 + index][place] = number }
        (p, q, largest) = (kept * p + entering * values[place], kept * q + entering, next)
      }
    }
    return tokens > 1 ? found : Array(found[..<2])
  }

  /// `dk = du + e*(v*dp' + dq')`, `dv = b*dy/n + e*dp'`, `dtime_decay = -exp(time_decay)*Σ f*(p*dp' + q*dq')`
  /// and `dtime_first = Σ du`.
  ///
  /// The layer is `y = (a*p + b*v)/n`, followed by `p' = f*p + e*v` and `q' = f*q + e`, so
  /// `dp = f*dp' + a*dy/n`, `dq = f*dq' - y*a*dy/n`, and `du = (v - y)*b*dy/n` for the exponent of the
  /// token's own weight. The largest exponents are constants here, since no mean depends on them.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (values, y, saved, wanted) = (pass.inputs[1], pass.output, pass.saved, pass.wanted)
    let box = values.shape.dimensions
    func map(_ term: (_ position: [Int]) -> N) -> Tensor<N> { Tensor(values.shape, term) }
    func sum(over box: [Int], _ term: (_ position: [Int]) -> N) -> Tensor<N> {
      Tensor(Shape([box[1]]), addedOver: box, at: { [$0[1]] }, term)
    }
    // A single token has no past, and none follows it.
    let more = box[0] > 1 ? Array(saved[2...]) : Array(repeating: .zeros(values.shape), count: 5)
    let (pastWeights, entering, valueSums, weightSums) = (more[0], more[2], more[3], more[4])
    let shares = map { pass.gradient[$0] / saved[0][$0] }
    let own = map { shares[$0] * saved[1][$0] }
    let past = map { shares[$0] * pastWeights[$0] }
    let p = sumGradients(box, fading: more[1]) { $0 + past[$1] }
    func isLast(_ position: [Int]) -> Bool { position[0] == box[0] - 1 }
    var gradients = Gradients<N>(inputs: [nil, nil])
    if wanted.inputs[1] {
      gradients.inputs[1] = map {
        isLast($0) ? own[$0] : own[$0] + p.sums.behind($0, of: box[0]) * entering[$0]
      }
    }
    guard Self.ofWeights.read(wanted) else { return gradients }
    let q = sumGradients(box, fading: more[1]) { $0 - past[$1] * y[$1] }
    let exponents = map { own[$0] * (values[$0] - y[$0]) }
    if wanted.inputs[0] {
      gradients.inputs[0] = map {
        guard !isLast($0) else { return exponents[$0] }
        let entered = p.sums.behind($0, of: box[0]) * values[$0] + q.sums.behind($0, of: box[0])
        return exponents[$0] + entered * entering[$0]
      }
    }
    guard wanted.weights else { return gradients }
    let rates = pass.weights[0].values.map { decay in N.prepared { N(0) - decay.exponential() } }
    gradients.weights = [
      sum(over: [box[0] - 1, box[1]]) {
        (p.faded[$0] * valueSums[$0] + q.faded[$0] * weightSums[$0]) * rates[$0[1]]
      }, sum(over: box) { exponents[$0] },
    ]
    return gradients
  }

  /// The gradients of one of the sums before each token, and the decayed part of those after the tokens.
  ///
  /// - Parameter add: adds the contribution of the token's own mean to the decayed part.
  private func sumGradients<N: Number>(
    _ box: [Int], fading: Tensor<N>, _ add: (_ faded: N, _ position: [Int]) -> N
  ) -> (sums: Tensor<N>, faded: Tensor<N>) {
    var (sums, faded) = (Tensor<N>.zeros(Shape(box)), Tensor<N>.zeros(Shape(box)))
    for position in Array(Positions(box)).reversed() {
      if position[0] < box[0] - 1 {
        faded[position] = sums.behind(position, of: box[0]) * fading[position]
      }
      sums[position] = add(faded[position], position)
    }
    return (sums, faded)
  }
}
