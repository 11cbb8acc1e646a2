import ArchGraph

extension LinearAttention: Differentiable {
  private struct Extents {
    let heads, tokens, keys, keyWidth, valueWidth: Factor

    init(_ inputs: [Shape], heads: Int) {
      self.heads = Factor("heads", max(1, heads))
      tokens = Factor("tokens", inputs[0][0])
      keys = Factor("memory_tokens", inputs[1][0])
      keyWidth = Factor("key_width", inputs[0][1] / self.heads.value)
      valueWidth = Factor("value_width", inputs[2][1] / self.heads.value)
    }

    var queryFeatures: [Factor] { [tokens, heads, keyWidth] }
    var keyFeatures: [Factor] { [keys, heads, keyWidth] }
    var values: [Factor] { [keys, heads, valueWidth] }
    var outputs: [Factor] { [tokens, heads, valueWidth] }
    /// The axes of a product of keys and values: one for all tokens, or for each.
    func products(causal: Bool) -> [Factor] { (causal ? [tokens] : []) + [heads, keyWidth, valueWidth] }
    func sums(causal: Bool) -> [Factor] { (causal ? [tokens] : []) + [heads, keyWidth] }
  }

  /// Twice the multiply-adds of the layer in total.
  ///
  /// All inputs need the gradients of the numerators; queries and keys also those of the divisors, keys and values
  /// those of the products of both.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let extents = Extents(inputs, heads: heads)
    var (numerators, divisors, products) = (Work(), Work(), Work())
    var (queries, keys, values) = (Work(), Work(), Work())
    products.add(.multiplyAdds, for: extents.queryFeatures + [extents.valueWidth])
    queries.add(.multiplyAdds, for: extents.queryFeatures + [extents.valueWidth])
    keys.add(.multiplyAdds, for: extents.keyFeatures + [extents.valueWidth])
    values.add(.multiplyAdds, for: extents.keyFeatures + [extents.valueWidth])
    if normalize {
      numerators.add(.divisions, for: extents.outputs)
      divisors.add(.multiplications, for: extents.outputs)
      divisors.add(.additions, for: extents.outputs)
      divisors.add(.subtractions, for: [extents.tokens, extents.heads])
      queries.add(.multiplyAdds, for: extents.queryFeatures)
      keys.add(.multiplyAdds, for: extents.queryFeatures)
      keys.add(.additions, for: extents.keyFeatures)
    }
    feature.addGradientWork(to: &queries, of: extents.queryFeatures)
    feature.addGradientWork(to: &keys, of: extents.keyFeatures)
    return BackwardWork(
      shared: [
        .init(numerators), .init(divisors, for: .some(inputs: [0, 1], weights: false)),
        .init(products, for: .some(inputs: [1, 2], weights: false)),
      ],
      inputs: [queries, keys, values])
  }

  /// The features, the values, the products of both, and with divisors the terms that these are computed from; with
  /// `causal` the products and sums of each token.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let extents = Extents(inputs, heads: heads)
    func readers(_ inputs: [Int]) -> Kept.Readers { .some(inputs: inputs, weights: false) }
    func saved(_ name: String, _ factors: [Factor], _ inputs: [Int]) -> Kept {
      Kept(.saved(name, factors), for: readers(inputs))
    }
    let slopes = feature != .none
    var kept: [Kept] = []
    // PyTorch's copies of tensors split into heads; with one head they are the inputs.
    let copies = keeper != .adjoint && heads > 1
    func given(_ index: Int, _ name: String, _ factors: [Factor], _ inputs: [Int]) {
      kept.append(copies ? saved(name, factors, inputs) : Kept(.input(index), for: readers(inputs)))
    }
    if !slopes || feature == .elu && keeper != .adjoint {
      given(0, "queries", extents.queryFeatures, slopes ? [0] : [1, 2])
      given(1, "keys", extents.keyFeatures, slopes ? [1] : [2])
    }
    given(2, "values", extents.values, [1])
    if slopes {
      let isRead = feature == .relu || keeper == .adjoint
      kept.append(saved("query_features", extents.queryFeatures, (isRead ? [0] : []) + [1, 2]))
      kept.append(saved("key_features", extents.keyFeatures, (isRead ? [1] : []) + [2]))
    }
    kept.append(saved("products", extents.products(causal: causal), [0]))
    guard normalize else { return kept }
    let output =
      keeper == .adjoint
      ? Kept(.output, for: readers([0, 1])) : saved("numerators", extents.outputs, [0, 1])
    return kept + [
      saved("key_sums", extents.sums(causal: causal), [0]),
      Kept(.saved("divisors", [extents.tokens, extents.heads])), output,
    ]
  }

  /// The features, if they are not the inputs; the products, the sums of the keys and the divisors.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let extents = Extents(inputs.map(\.shape), heads: heads)
    let (q, k) = (inputs[0].values.map(feature.value), inputs[1].values.map(feature.value))
    let (keyWidth, valueWidth) = (extents.keyWidth.value, extents.valueWidth.value)
    /// Sums over the keys that a token sees, or all.
    func sum(to token: Int?, _ term: (_ key: Int) -> N) -> N {
      (0..<(token.map { $0 + 1 } ?? extents.keys.value)).reduce(N(0)) { $0 + term($1) }
    }
    func key(_ row: Int, _ head: Int, _ place: Int) -> N { k[(row * heads + head) * keyWidth + place] }
    func keySum(_ position: [Int]) -> N {
      let own = Array(position.suffix(2))
      return sum(to: causal ? position[0] : nil) { key($0, own[0], own[1]) }
    }
    func product(_ position: [Int]) -> N {
      let own = Array(position.suffix(3))
      return sum(to: causal ? position[0] : nil) {
        key($0, own[0], own[1]) * inputs[2][[$0, own[0] * valueWidth + own[2]]]
      }
    }
    func divisor(_ position: [Int]) -> N {
      (0..<keyWidth).reduce(N(Float(epsilon))) { sum, place in
        sum + q[(position[0] * heads + position[1]) * keyWidth + place]
          * keySum(position + [place])
      }
    }
    return kept(from: inputs.map(\.shape), to: output.shape, by: .adjoint, batch: 1).own.map { name, shape in
      switch name {
      case "query_features": Tensor(shape, q)
      case "key_features": Tensor(shape, k)
      case "products": Tensor(shape, Positions(shape.dimensions).map(product))
      case "key_sums": Tensor(shape, Positions(shape.dimensions).map(keySum))
      default: Tensor(shape, Positions(shape.dimensions).map(divisor))
      }
    }
  }

  /// With features `q` and `k`, `M = Σ k v^T`, `z = Σ k` and `d = q z + epsilon`, head by head: `dn = dy/d`,
  /// `dd = -Σ dn*y`, `dq = M dn + z*dd`, `dM = Σ q dn^T`, `dz = Σ q*dd`, `dk = dM v + dz`, `dv = dM^T k`, and
  /// the slopes of the features.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let shapes = pass.inputs.map(\.shape)
    let saved = kept(from: shapes, to: pass.output.shape, by: .adjoint, batch: 1).named(pass.saved)
    let queries = saved["query_features"]?.sideBySide ?? pass.inputs[0]
    let keys = saved["key_features"]?.sideBySide ?? pass.inputs[1]
    var gradients = shapes.map { Tensor($0, Array(repeating: N(0), count: $0.elementCount ?? 0)) }
    for index in 0..<heads {
      let head = LinearHead(self, pass, saved, queries: queries, keys: keys, head: index)
      func put(_ rows: [[N]], into input: Int, _ slope: (_ gradient: N, _ position: [Int]) -> N) {
        for (token, row) in rows.enumerated() {
          for (place, value) in row.enumerated() {
            let position = [token, index * row.count + place]
            gradients[input][position] = slope(value, position)
          }
        }
      }
      if pass.wanted.inputs[0] {
        put(head.queriesGradient, into: 0) { feature.gradient($0, at: queries[$1]) }
      }
      guard pass.wanted.inputs[1] || pass.wanted.inputs[2] else { continue }
      let (dk, dv) = head.gradients(keys: pass.wanted.inputs[1], values: pass.wanted.inputs[2])
      put(dk, into: 1) { feature.gradient($0, at: keys[$1]) }
      put(dv, into: 2) { gradient, _ in gradient }
    }
    return Gradients(inputs: gradients.enumerated().map { pass.wanted.inputs[$0] ? $1 : nil })
  }
}

/// One head of linear attention, as its gradients read it.
private struct LinearHead<N: Number> {
  /// The features of queries and of keys.
  let queries, keys: [[N]]
  let values: [[N]]
  let isCausal: Bool
  /// `Σ k v^T`, and `Σ k` if there is a divisor, over the keys that a token sees.
  let products: [[[N]]]
  let sums: [[N]]
  /// The gradients of numerators and, if there are any and queries or keys need them, of divisors.
  let numerators: [[N]]
  let divisors: [N]?

  init(
    _ op: LinearAttention, _ pass: BackwardPass<N>, _ saved: [String: Tensor<N>], queries: Tensor<N>,
    keys: Tensor<N>, head: Int
  ) {
    func rows(_ tensor: Tensor<N>) -> [[N]] {
      let width = tensor.shape[1] / op.heads
      return tensor.rows(ofMatrix: []).map { Array($0[head * width..<(head + 1) * width]) }
    }
    func place(_ token: Int) -> [Int] { (op.causal ? [token] : []) + [head] }
    self.queries = rows(queries)
    self.keys = rows(keys)
    values = rows(pass.inputs[2])
    isCausal = op.causal
    let tokens = self.queries.indices
    products = tokens.map { saved["products"]?.rows(ofMatrix: place($0)) ?? [] }
    let width = self.keys[0].count
    sums = tokens.map { token in
      saved["key_sums"].map { sums in (0..<width).map { sums[place(token) + [$0]] } } ?? []
    }
    let dy = rows(pass.gradient)
    guard let divided = saved["divisors"] else {
      (numerators, divisors) = (dy, nil)
      return
    }
    let numerators = dy.enumerated().map { token, row in row.map { $0 / divided[[token, head]] } }
    self.numerators = numerators
    guard pass.wanted.inputs[0] || pass.wanted.inputs[1] else {
      divisors = nil
      return
    }
    divisors = zip(numerators, rows(pass.output)).map { dn, y in
      N(0) - zip(dn, y).reduce(N(0)) { $0 + $1.0 * $1.1 }
    }
  }

  /// The gradient of the features of the queries.
  var queriesGradient: [[N]] {
    queries.indices.map { token in
      products[token].indices.map { place in
        var sum = N(0)
        for (dn, product) in zip(numerators[token], products[token][place]) {
          sum.accumulate(dn, times: product)
        }
        if let divisors { sum.accumulate(divisors[token], times: sums[token][place]) }
        return sum
      }
    }
  }

  /// The gradients of the features of the keys and of the values: from the last token backwards, since with a mask
  /// a key is seen from its own token on.
  func gradients(keys wantsKeys: Bool, values wantsValues: Bool) -> (keys: [[N]], values: [[N]]) {
    let blank = Array(repeating: N(0), count: values[0].count)
    var products = keys[0].map { _ in blank }
    var sums = keys[0].map { _ in N(0) }
    var (dk, dv): ([[N]], [[N]]) = ([], [])
    func take(_ token: Int) {
      for (place, query) in queries[token].enumerated() {
        for (column, dn) in numerators[token].enumerated() {
          products[place][column].accumulate(query, times: dn)
        }
        if wantsKeys, let divisors { sums[place].accumulate(query, times: divisors[token]) }
      }
    }
    func key(_ place: Int, _ value: [N]) -> N {
      let sum = value.indices.reduce(into: N(0)) { $0.accumulate(products[place][$1], times: value[$1]) }
      return divisors == nil ? sum : sum + sums[place]
    }
    if !isCausal { queries.indices.forEach(take) }
    for token in keys.indices.reversed() {
      if isCausal { take(token) }
      if wantsKeys { dk.append(keys[token].indices.map { key($0, values[token]) }) }
      guard wantsValues else { continue }
      dv.append(
        blank.indices.map { column in
          keys[token].indices.reduce(into: N(0)) {
            $0.accumulate(keys[token][$1], times: products[$1][column])
          }
        })
    }
    return (dk.reversed(), dv.reversed())
  }
}

extension LinearAttention.Feature {
  /// A feature of one element.
  func value<N: Number>(_ x: N) -> N {
    switch self {
    case .elu: N.ifNegative(x, x.exponential(), else: x + N(1))
    case .relu: N.maximum(x, N(0))
    case .none: x
    }
  }

  /// The gradient of the element: `exp(x)` is its own slope, and below 1 where it is used.
  func gradient<N: Number>(_ gradient: N, at feature: N) -> N {
    switch self {
    case .elu: N.ifLess(feature, N(1), gradient * feature, else: gradient)
    case .relu: N.ifLess(N(0), feature, gradient, else: N(0))
    case .none: gradient
    }
  }

  /// Adds the work of ``gradient(_:at:)`` for this many elements.
  func addGradientWork(to work: inout Work, of elements: [Factor]) {
    guard self != .none else { return }
    work.add(.comparisons, for: elements)
    if self == .elu { work.add(.multiplications, for: elements) }
  }
}
