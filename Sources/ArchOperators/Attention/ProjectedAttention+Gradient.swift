import ArchGraph

/// A layer with its weights.
private struct WeighedAttention<N: Number> {
  let layer: ProjectedAttention
  let weights: [String: Tensor<N>]

  init(_ layer: ProjectedAttention, _ weights: [Tensor<N>]) {
    self.layer = layer
    self.weights = Dictionary(uniqueKeysWithValues: zip(layer.parameters.map(\.name), weights))
  }

  func projection(_ name: String) -> Projection<N>? {
    weights[name + "_weight"].map { Projection(weight: $0, bias: weights[name + "_bias"]) }
  }

  func project(_ rows: [[N]], _ name: String) -> [[N]] { projection(name).map { $0(rows) } ?? rows }

  private func placed(_ name: String, from position: Int) -> PlacedHeads<N> {
    PlacedHeads(
      norm: layer.common.norm, weight: weights[name + "_norm_weight"], bias: weights[name + "_norm_bias"],
      rotary: layer.common.rotary, width: layer.keyWidth.value, position: position)
  }
  var placedQueries: PlacedHeads<N> { placed("query", from: layer.places.value - layer.tokens.value) }
  var placedKeys: PlacedHeads<N> { placed("key", from: layer.past) }

  /// Keys or values of earlier tokens, followed by these.
  func behindCache(_ name: String, _ rows: [[N]]) -> [[N]] {
    (weights["past_" + name]?.rows(ofMatrix: []) ?? []) + rows
  }

  /// Queries, or their gradient, times the factor of each head.
  func scaled(_ rows: [[N]]) -> [[N]] {
    guard layer.common.scales else { return rows }
    let width = layer.keyWidth.value
    let factors = (0..<layer.heads.value).map { head in
      guard let scale = weights["scale"] else { return N(layer.common.scoring.factor(width: width)) }
      return N.prepared { N.minimum(scale[[head]], N(Self.largestScale)).exponential() }
    }
    return rows.map { row in row.enumerated().map { $1 * factors[$0 / width] } }
  }

  /// The logarithm of 100, the upper limit of learnt factors.
  static var largestScale: Float { 4.605_170_2 }

  /// The forward pass of a window from its projected queries, keys and values.
  func scored(queries: [[N]], keys: [[N]], values: [[N]]) -> ScoredHeads<N> {
    ScoredHeads(
      layer.common.scoring, queries: scaled(placedQueries.placed(queries)),
      keys: behindCache("keys", placedKeys.placed(keys)), values: behindCache("values", values),
      heads: layer.heads.value, groups: layer.keyHeads.value
    ) { score, head, query, key in
      guard let bias = layer.relativeBias, let table = weights["relative_bias"] else { return score }
      return score + table[[bias.place(query: query, key: key), head]]
    }
  }
}

extension ProjectedAttention {
  /// The tensors that ``kept(by:)`` names for the adjoint.
  func saved<N: Number>(_ inputs: [Tensor<N>], _ weights: [Tensor<N>]) -> [Tensor<N>] {
    let attention = WeighedAttention(self, weights)
    var tensors: [String: [[[N]]]] = [:]
    for window in inputs[0].matrices {
      let x = inputs[0].rows(ofMatrix: window)
      let memory = inputs[inputs.count - 1].rows(ofMatrix: window)
      let (q, k) = (attention.project(x, "query"), attention.project(memory, "key"))
      let scored = attention.scored(queries: q, keys: k, values: attention.project(memory, "value"))
      func add(_ name: String, _ rows: [[N]]) { tensors[name, default: []].append(rows) }
      add("query_normalised", attention.placedQueries.normalised(q))
      add("query_sizes", attention.placedQueries.sizes(q))
      add("key_normalised", attention.placedKeys.normalised(k))
      add("key_sizes", attention.placedKeys.sizes(k))
      add("queries", scored.queries)
      add("keys", Array(scored.keys.dropFirst(past)))
      add("values", Array(scored.values.dropFirst(past)))
      for scores in scored.tangents ?? [] { add("tangents", scores) }
      for scores in scored.probabilities { add("probabilities", scores) }
      add("attended", scored.attended)
    }
    return kept(by: .adjoint).own.map { Tensor($0.shape, windows: tensors[$0.name] ?? []) }
  }

  /// Through the output projection and the scores back to the projected queries, keys and values, and from
  /// those to matrices and inputs: `dz = Wo^T dy`, `dx = Wq^T dq + Wk^T dk + Wv^T dv`, `dWq = dq x^T` and so
  /// on.
  func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let attention = WeighedAttention(self, pass.weights)
    let saved = kept(by: .adjoint).named(pass.saved)
    var weights = WeightGradients<N>(parameters)
    var rows: [[[[N]]]] = inputs.map { _ in [] }
    for window in pass.inputs[0].matrices {
      let dy = pass.gradient.rows(ofMatrix: window)
      let forward = SavedWindow(attention, saved, window)
      let backward = attention.gradients(dy, forward, pass.wanted)
      let given = pass.inputs.map { $0.rows(ofMatrix: window) }
      if pass.wanted.weights {
        weights.addProjection("output", dy, of: forward.attended)
        attention.add(backward, forward, x: given[0], memory: given[given.count - 1], to: &weights)
      }
      let gradients = attention.inputGradients(backward, of: given, pass.wanted.inputs)
      for (index, gradient) in gradients.enumerated() { rows[index].append(gradient) }
    }
    if pass.wanted.weights { attention.boundScale(&weights) }
    return Gradients(
      inputs: pass.inputs.indices.map { index in
        pass.wanted.inputs[index] ? Tensor(pass.inputs[index].shape, windows: rows[index]) : nil
      },
      weights: pass.wanted.weights ? parameters.map { weights.tensors[$0.name] } : [])
  }
}

/// The values saved from the forward pass of one window.
private struct SavedWindow<N: Number> {
  let scored: ScoredHeads<N>
  /// The input of the output projection, if there is one.
  let attended: [[N]]
  let queryNorm: SavedNorm
  let keyNorm: SavedNorm

  /// Normalised heads, side by side, and their divisors.
  struct SavedNorm {
    let normalised: [[N]]
    let sizes: [[N]]
  }

  init(_ attention: WeighedAttention<N>, _ saved: [String: Tensor<N>], _ window: [Int]) {
    let layer = attention.layer
    func rows(_ name: String) -> [[N]] { saved[name]?.rows(ofMatrix: window) ?? [] }
    func heads(_ name: String) -> [[N]] { saved[name]?.sideBySide.rows(ofMatrix: window) ?? [] }
    func scores(_ name: String) -> [[[N]]]? {
      saved[name].map { tensor in (0..<layer.heads.value).map { tensor.rows(ofMatrix: window + [$0]) } }
    }
    scored = ScoredHeads(
      heads: layer.heads.value, groups: layer.keyHeads.value, queries: heads("queries"),
      keys: attention.behindCache("keys", heads("keys")),
      values: attention.behindCache("values", heads("values")),
      probabilities: scores("probabilities") ?? [], tangents: scores("tangents"))
    attended = heads("attended")
    queryNorm = SavedNorm(normalised: heads("query_normalised"), sizes: rows("query_sizes"))
    keyNorm = SavedNorm(normalised: heads("key_normalised"), sizes: rows("key_sizes"))
  }
}

/// The gradients of one window on their way from the scores to the projections: through queries, and through
/// keys and values; without rows if no wanted gradient needs them.
private struct WindowGradients<N: Number> {
  /// Of the scores: `[head][query][key]`.
  let scores: [[[N]]]
  /// Of the scaled queries.
  var scaled: [[N]] = []
  /// Of queries and keys before they were rotated.
  var placed: (query: [[N]], key: [[N]]) = ([], [])
  /// Of the results of the projections.
  var projected: (query: [[N]], key: [[N]], value: [[N]]) = ([], [], [])
}

extension WeighedAttention {
  /// The gradients of a window for its projected queries, keys and values, and those on the way.
  func gradients(
    _ dy: [[N]], _ saved: SavedWindow<N>, _ wanted: WantedGradients
  ) -> WindowGradients<N> {
    var dz = dy
    if let output = projection("output") {
      let blank = Array(repeating: N(0), count: output.weight.shape[1])
      dz = dy.map { _ in blank }
      output.addGradient(dy, to: &dz)
    }
    var gradients = WindowGradients(scores: saved.scored.scoresGradient(dz))
    if layer.throughQueries.read(wanted) { addQueries(saved, to: &gradients) }
    if layer.throughKeys.read(wanted) { addKeys(saved, dz, to: &gradients) }
    return gradients
  }

  private func addQueries(_ saved: SavedWindow<N>, to gradients: inout WindowGradients<N>) {
    gradients.scaled = saved.scored.queriesGradient(gradients.scores)
    gradients.placed.query = placedQueries.turnedBack(scaled(gradients.scaled))
    gradients.projected.query = placedQueries.gradient(
      gradients.placed.query, normalised: saved.queryNorm.normalised, sizes: saved.queryNorm.sizes)
  }

  /// - Parameter dz: the gradient of the attended values.
  private func addKeys(_ saved: SavedWindow<N>, _ dz: [[N]], to gradients: inout WindowGradients<N>) {
    let key = saved.scored.keysGradient(gradients.scores, from: layer.past)
    gradients.placed.key = placedKeys.turnedBack(key)
    gradients.projected.key = placedKeys.gradient(
      gradients.placed.key, normalised: saved.keyNorm.normalised, sizes: saved.keyNorm.sizes)
    gradients.projected.value = saved.scored.valuesGradient(dz, from: layer.past)
  }

  /// Adds a window to the gradients of all weights except those of the output projection.
  func add(
    _ gradients: WindowGradients<N>, _ saved: SavedWindow<N>, x: [[N]], memory: [[N]],
    to weights: inout WeightGradients<N>
  ) {
    weights.addProjection("query", gradients.projected.query, of: x)
    weights.addProjection("key", gradients.projected.key, of: memory)
    weights.addProjection("value", gradients.projected.value, of: memory)
    weights.addNorm("query", gradients.placed.query, of: saved.queryNorm.normalised)
    weights.addNorm("key", gradients.placed.key, of: saved.keyNorm.normalised)
    if layer.common.learntScale {
      // The slope of `q*exp(s)` by `s` is the scaled query itself.
      for (dq, q) in zip(gradients.scaled, saved.scored.queries) {
        for place in q.indices {
          weights.add(dq[place] * q[place], to: "scale", at: [place / layer.keyWidth.value])
        }
      }
    }
    guard let bias = layer.relativeBias else { return }
    for (head, rows) in gradients.scores.enumerated() {
      for (query, row) in rows.enumerated() {
        for (key, ds) in row.enumerated() {
          weights.add(ds, to: "relative_bias", at: [bias.place(query: query, key: key), head])
        }
      }
    }
  }

  /// The wanted gradients of the rows of each input.
  func inputGradients(_ gradients: WindowGradients<N>, of inputs: [[[N]]], _ wanted: [Bool]) -> [[[N]]] {
    var rows = inputs.map { $0.map { $0.map { _ in N(0) } } }
    let (first, last) = (0, inputs.count - 1)
    if wanted[first] { projection("query")?.addGradient(gradients.projected.query, to: &rows[first]) }
    if wanted[last] {
      projection("key")?.addGradient(gradients.projected.key, to: &rows[last])
      projection("value")?.addGradient(gradients.projected.value, to: &rows[last])
    }
    return rows
  }

  /// No gradient reaches a learnt factor above its bound.
  func boundScale(_ weights: inout WeightGradients<N>) {
    guard let scale = self.weights["scale"], let sums = weights.tensors["scale"] else { return }
    weights.tensors["scale"] = Tensor(
      scale.shape,
      zip(scale.values, sums.values).map { N.ifLess($0, N(Self.largestScale), $1, else: N(0)) })
  }
}
