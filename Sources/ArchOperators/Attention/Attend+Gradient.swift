import ArchGraph

extension Attend: Differentiable {
  private struct Extents {
    var windows: [Factor]
    var tokens, keys, heads, keyHeads, keyWidth, valueWidth: Factor
    var scores: [Factor] { windows + [heads, tokens, keys] }
    var queries: [Factor] { windows + [tokens, heads, keyWidth] }
  }

  private func extents(_ inputs: [Shape]) -> Extents {
    let (q, k, v) = (inputs[0], inputs[1], inputs[2])
    let groups = keyHeads ?? heads
    return Extents(
      windows: q.dimensions.dropLast(2).enumerated().map { Factor("windows_\($0.offset + 1)", $0.element) },
      tokens: Factor("tokens", q[q.rank - 2]), keys: Factor("keys", k[k.rank - 2]),
      heads: Factor("heads", heads), keyHeads: Factor("key_heads", groups),
      keyWidth: Factor("key_width", q[q.rank - 1] / heads),
      valueWidth: Factor("value_width", v[v.rank - 1] / groups))
  }

  /// The inputs that the scores are computed from.
  private func scored(_ inputs: [Shape]) -> [Int] { inputs.indices.filter { $0 != 2 } }

  /// For all inputs but the values, first the gradient of the scores, with as many multiply-adds as the product with
  /// the values has; then the gradient of each input, with as many as the product that reads it.
  package func backward(from inputs: [Shape], to output: Shape) -> BackwardWork {
    let extents = extents(inputs)
    let scores = extents.scores
    var (queries, keys, values) = (Work(), Work(), Work())
    queries.add(.multiplyAdds, for: scores + [extents.keyWidth])
    if scoring.scale != 1 { queries.add(.multiplications, for: extents.queries) }
    keys.add(.multiplyAdds, for: scores + [extents.keyWidth])
    values.add(.multiplyAdds, for: scores + [extents.valueWidth])
    let bias = inputs.dropFirst(3).map { Work.merged($0, of: Shape(scores.map(\.value))) }
    return BackwardWork(
      shared: [
        .init(
          scoring.scoresGradientWork(of: scores, valueWidth: extents.valueWidth),
          for: .some(inputs: scored(inputs), weights: false))
      ],
      inputs: [queries, keys, values] + bias)
  }

  /// See ``Scoring/inside(_:by:)``.
  package func inside(from inputs: [Shape], to output: Shape, by keeper: Keeper) -> (
    forward: Count, backward: Count
  ) {
    Scoring.inside(extents(inputs).scores, by: keeper)
  }

  /// Keys and values, the queries as the products read them, and the probabilities; PyTorch copies tensors split into
  /// heads, and its fused attention keeps the output and the logarithm of a sum in place of the
  /// probabilities.
  package func kept(from inputs: [Shape], to output: Shape, by keeper: Keeper, batch: Int) -> [Kept] {
    let extents = extents(inputs)
    let scored = scored(inputs)
    func saved(_ name: String, _ factors: [Factor], _ readers: [Int]) -> Kept {
      Kept(.saved(name, factors), for: .some(inputs: readers, weights: false))
    }
    let scores =
      (scoring.softCap == nil ? [] : [saved("tangents", extents.scores, scored)])
      + [Kept(.saved("probabilities", extents.scores))]
    let rows = extents.windows + [extents.keys, extents.heads]
    let (keyCopies, valueCopies) = (rows + [extents.keyWidth], rows + [extents.valueWidth])
    switch keeper {
    case .adjoint:
      return [
        scoring.scale == 1 ? Kept(.input(0), for: .input(1)) : saved("queries", extents.queries, [1]),
        Kept(.input(1), for: .input(0)), Kept(.input(2), for: .some(inputs: scored, weights: false)),
      ] + scores
    case .pytorchCPU:
      let mask = Kept(
        .saved("mask", [extents.tokens, extents.keys]), .byte, isPerBatch: true,
        for: .some(inputs: scored, weights: false))
      return [
        saved("queries", extents.queries, [1]), saved("keys", keyCopies, [0]),
        saved("values", valueCopies, scored), mask,
      ] + scores
    case .pytorchCUDA:
      let isShared = extents.keyHeads.value != heads
      let sums = Kept(
        .saved("log_sums", extents.windows + [extents.heads, extents.tokens]), .single)
      return [
        Kept(.input(0)), isShared ? Kept(.saved("keys", keyCopies)) : Kept(.input(1)),
        isShared ? Kept(.saved("values", valueCopies)) : Kept(.input(2)),
      ] + inputs.indices.dropFirst(3).map { Kept(.input($0)) } + [Kept(.output), sums]
    }
  }

  /// The scaled queries, if there is a scale; the tangents, if there is a soft cap; the probabilities.
  package func saved<N: Number>(
    _ inputs: [Tensor<N>], _ weights: [Tensor<N>], output: Tensor<N>
  ) -> [Tensor<N>] {
    let shapes = inputs.map(\.shape)
    let scale = N(scoring.factor(width: extents(shapes).keyWidth.value))
    let queries = Tensor(shapes[0], inputs[0].values.map { scoring.scale == 1 ? $0 : $0 * scale })
    let windows = queries.matrices.map { window in
      ScoredHeads(
        scoring, queries: queries.rows(ofMatrix: window), keys: inputs[1].rows(ofMatrix: window),
        values: inputs[2].rows(ofMatrix: window), heads: heads, groups: keyHeads ?? heads
      ) { score, head, query, key in
        inputs.count > 3 ? score + inputs[3].spread(at: window + [head, query, key]) : score
      }
    }
    return kept(from: shapes, to: output.shape, by: .adjoint, batch: 1).own.map { name, shape in
      switch name {
      case "queries": Tensor(shape, queries.values)
      case "tangents": Tensor(shape, windows: windows.flatMap { $0.tangents ?? [] })
      default: Tensor(shape, windows: windows.flatMap(\.probabilities))
      }
    }
  }

  /// `dp = dz v^T`, `ds = p*(dp - Σ dp*p)`, `dq = ds k * scale`, `dk = ds^T q * scale`, `dv = p^T dz`, head
  /// by head.
  package func adjoint<N: Number>(_ pass: BackwardPass<N>) -> Gradients<N> {
    let (shapes, wanted) = (pass.inputs.map(\.shape), pass.wanted.inputs)
    let isScored = scored(shapes).contains { wanted[$0] }
    let saved = kept(from: shapes, to: pass.output.shape, by: .adjoint, batch: 1).named(pass.saved)
    let queries = saved["queries"]?.sideBySide ?? pass.inputs[0]
    let scale = N(scoring.factor(width: extents(shapes).keyWidth.value))
    var (dq, dk, dv, ds): ([[[N]]], [[[N]]], [[[N]]], [[[N]]]) = ([], [], [], [])
    for window in queries.matrices {
      func scores(_ name: String) -> [[[N]]]? {
        saved[name].map { tensor in (0..<heads).map { tensor.rows(ofMatrix: window + [$0]) } }
      }
      let scored = ScoredHeads(
        heads: heads, groups: keyHeads ?? heads, queries: queries.rows(ofMatrix: window),
        keys: pass.inputs[1].rows(ofMatrix: window), values: pass.inputs[2].rows(ofMatrix: window),
        probabilities: scores("probabilities") ?? [], tangents: scores("tangents"))
      let dz = pass.gradient.rows(ofMatrix: window)
      let gradient = isScored ? scored.scoresGradient(dz) : []
      if wanted[0] {
        let rows = scored.queriesGradient(gradient)
        dq.append(scoring.scale == 1 ? rows : rows.map { $0.map { $0 * scale } })
      }
      if wanted[1] { dk.append(scored.keysGradient(gradient)) }
      if wanted[2] { dv.append(scored.valuesGradient(dz)) }
      ds += gradient
    }
    let bias = shapes.dropFirst(3).map { shape -> Tensor<N>? in
      guard wanted[3] else { return nil }
      let scores = Tensor(Shape(extents(shapes).scores.map(\.value)), windows: ds)
      return Tensor(merged: shape, of: scores.shape) { scores[$0] }
    }
    let own = [dq, dk, dv].enumerated().map { wanted[$0] ? Tensor(shapes[$0], windows: $1) : nil }
    return Gradients(inputs: own + bias)
  }
}
