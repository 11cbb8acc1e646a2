import ArchGraph

/// The backward pass of attention with its projections, for inputs of some shapes: its rules here, and its values in
/// `ProjectedAttention+Gradient.swift`.
struct ProjectedAttention {
  let common: MultiHead
  var relativeBias: RelativeBias?
  /// How many tokens came before, whose keys and values are in a cache and get no gradient.
  var past = 0
  /// The source of queries and, if it is a different sequence, that of keys and values.
  let inputs: [Shape]
  let parameters: [Parameter]

  private var x: Shape { inputs[0] }
  private var memory: Shape { inputs[inputs.count - 1] }

  var windows: [Factor] { common.leading(x) }
  var tokens: Factor { common.tokens(x) }
  var memoryTokens: Factor {
    inputs.count > 1 ? Factor("memory_tokens", memory[memory.rank - 2]) : tokens
  }
  /// The keys that each query is compared with.
  var places: Factor { past == 0 ? memoryTokens : Factor("places", past + memoryTokens.value) }
  var heads: Factor { common.headsFactor }
  var keyHeads: Factor { common.keyHeadsFactor }
  var keyWidth: Factor { common.keyFactor(x) }
  var valueWidth: Factor { common.valueFactor(x) }
  private var features: Factor { Factor("features", x[x.rank - 1]) }
  private var source: Factor {
    inputs.count > 1 ? Factor("memory_features", memory[memory.rank - 1]) : features
  }

  private var queries: [Factor] { windows + [tokens, heads, keyWidth] }
  private var keys: [Factor] { windows + [memoryTokens, keyHeads, keyWidth] }
  private var values: [Factor] { windows + [memoryTokens, keyHeads, valueWidth] }
  private var attended: [Factor] { windows + [tokens, heads, valueWidth] }
  var scores: [Factor] { windows + [heads, tokens, places] }

  /// The gradients that go through queries, and those that go through keys and values.
  var throughQueries: Kept.Readers { .some(inputs: [0], weights: true) }
  var throughKeys: Kept.Readers { .some(inputs: [inputs.count - 1], weights: true) }
}

extension ProjectedAttention {
  /// Twice the multiply-adds of the layer, less those of gradients of a cache.
  ///
  /// All gradients need those of the scores; the path through queries then needs those of the projected
  /// queries, the path through keys and values those of both. The inputs need the products of these with
  /// the matrices, and the matrices those with the inputs.
  func backward() -> BackwardWork {
    var (fromQueries, fromKeys) = (Work(), Work())
    fromQueries.add(.multiplyAdds, for: [features] + queries)
    for elements in [keys, values] { fromKeys.add(.multiplyAdds, for: [source] + elements) }
    var weights = fromQueries + fromKeys + normWeightsWork
    for (has, elements) in biases where has { weights.add(.additions, for: elements) }
    if common.output { weights.add(.multiplyAdds, for: attended + [features]) }
    if common.learntScale {
      weights.add(.multiplications, for: queries)
      weights.add(.additions, for: queries)
      weights.add(.comparisons, for: [heads])
    }
    if relativeBias != nil { weights.add(.additions, for: scores) }
    return BackwardWork(
      shared: [
        .init(scoresWork), .init(queriesWork, for: throughQueries), .init(keysWork, for: throughKeys),
      ],
      inputs: inputs.count > 1 ? [fromQueries, fromKeys] : [fromQueries + fromKeys], weights: weights)
  }

  private var biases: [(has: Bool, elements: [Factor])] {
    let has = common.biases
    return [
      (has.query, queries), (has.key, keys), (has.value, values),
      (has.output && common.output, windows + [tokens, features]),
    ]
  }

  /// Through the output projection and the softmax.
  private var scoresWork: Work {
    var work = common.scoring.scoresGradientWork(of: scores, valueWidth: valueWidth)
    if common.output { work.add(.multiplyAdds, for: attended + [features]) }
    return work
  }

  /// From the scores to the projected queries.
  private var queriesWork: Work {
    var work = placedWork(queries)
    work.add(.multiplyAdds, for: scores + [keyWidth])
    if common.scales { work.add(.multiplications, for: queries) }
    return work
  }

  /// From the scores to the projected keys, and from the output to the projected values.
  private var keysWork: Work {
    var work = placedWork(keys)
    let own = windows + [heads, tokens, memoryTokens]
    for width in [keyWidth, valueWidth] { work.add(.multiplyAdds, for: own + [width]) }
    return work
  }

  /// Through the positions and the norms of heads.
  private func placedWork(_ elements: [Factor]) -> Work {
    let rows = Array(elements.dropLast())
    var work = common.norm.gradientWork(heads: rows, width: keyWidth)
    common.rotary?.addWork(to: &work, heads: rows, features: keyWidth.value)
    return work
  }

  private var normWeightsWork: Work {
    common.norm.weightsGradientWork(heads: queries.dropLast(), width: keyWidth)
      + common.norm.weightsGradientWork(heads: keys.dropLast(), width: keyWidth)
  }
}

extension ProjectedAttention {
  /// The tensors that each keeper keeps; no one keeps a cache, except that PyTorch puts keys and values after it in a
  /// tensor.
  func kept(by keeper: Keeper) -> [Kept] {
    let sources = inputs.indices.map { Kept(.input($0), for: .weights) }
    return sources
      + (keeper == .adjoint ? keptByAdjoint : keptByPyTorch(fused: keeper == .pytorchCUDA))
  }

  private func saved(
    _ name: String, _ factors: [Factor], _ element: Kept.Element = .number,
    for readers: Kept.Readers = .any
  ) -> Kept { Kept(.saved(name, factors), element, for: readers) }

  /// Queries, keys and values as the products read them, the probabilities, the normalised heads and their
  /// divisors, and the input of the output projection.
  private var keptByAdjoint: [Kept] {
    var kept: [Kept] = []
    if common.norm != .none {
      for (name, elements, readers) in [("query", queries, throughQueries), ("key", keys, throughKeys)] {
        kept.append(saved("\(name)_normalised", elements, for: readers))
        kept.append(saved("\(name)_sizes", elements.dropLast(), .single, for: readers))
      }
    }
    // Each factor of a product of queries and keys is read by the gradient of the other.
    kept += [saved("queries", queries, for: throughKeys), saved("keys", keys, for: throughQueries)]
    kept += [saved("values", values)] + keptScores
    return kept + (common.output ? [saved("attended", attended, for: .weights)] : [])
  }

  private var keptScores: [Kept] {
    (common.scoring.softCap == nil ? [] : [saved("tangents", scores)]) + [saved("probabilities", scores)]
  }

  /// As in `Attention` and `GeneralAttention`: each head of a group has a copy of its keys and
  /// values.
  private func keptByPyTorch(fused: Bool) -> [Kept] {
    var kept: [Kept] = []
    for (name, elements, readers) in [("query", queries, throughQueries), ("key", keys, throughKeys)] {
      kept += keptNorm(name, elements, readers, fused: fused)
      if let rotary = common.rotary {
        let positions = elements[windows.count]
        kept.append(rotary.kept("\(name)_rotation", of: keyWidth.value, at: positions, for: readers))
      }
    }
    if common.learntScale {
      kept.append(saved("unscaled_queries", queries, for: .weights))
      kept.append(Kept(.saved("scales", [heads]), isPerBatch: true, for: throughQueries))
    }
    let rows = windows + [heads, places]
    kept.append(saved("queries", queries, for: fused ? .any : throughKeys))
    kept.append(saved("keys", rows + [keyWidth], for: fused ? .any : throughQueries))
    kept.append(
      saved("values", isViewOfProjections && !fused ? projections : rows + [valueWidth]))
    if hasMask(fused: fused) {
      kept.append(Kept(.saved("mask", [tokens, places]), .byte, isPerBatch: true))
    }
    guard fused else {
      return kept + keptScores + (common.output ? [saved("attended", attended, for: .weights)] : [])
    }
    if relativeBias != nil {
      kept.append(Kept(.saved("bias", [heads, tokens, places]), isPerBatch: true))
    }
    return kept + [
      common.output ? saved("attended", attended) : Kept(.output),
      saved("log_sums", scores.dropLast(), .single),
    ]
  }

  /// The tensors that a norm of queries or keys keeps: its input and the statistics; the root mean square as
  /// separate operations also keeps the normalised numbers.
  private func keptNorm(
    _ name: String, _ elements: [Factor], _ readers: Kept.Readers, fused: Bool
  ) -> [Kept] {
    let heads = Array(elements.dropLast())
    let projected = saved("\(name)_projected", elements, for: readers)
    switch common.norm {
    case .none: return []
    case .rms:
      let normalised = saved("\(name)_normalised", elements, for: .weights)
      return [projected, saved("\(name)_sizes", heads, .single, for: readers)] + (fused ? [] : [normalised])
    case .layer:
      return [projected]
        + ["means", "deviations"].map { saved("\(name)_\($0)", heads, .single, for: readers) }
    case .l2:
      return [projected] + ["lengths", "sizes"].map { saved("\(name)_\($0)", heads, for: readers) }
    }
  }

  /// Whether a mask is a separate tensor: `GeneralAttention` always makes one, and all do for a learnt bias
  /// that is masked; fused attention knows its masks.
  private func hasMask(fused: Bool) -> Bool {
    relativeBias != nil && common.scoring.masks || !fused && !isPlain
  }

  /// Whether `nn.MultiheadAttention` does it without a mask, projecting queries, keys and values in one tensor.
  ///
  /// The values are read from that tensor, which is then kept whole.
  private var isViewOfProjections: Bool {
    inputs.count == 1 && isPlain && !common.scoring.causal && relativeBias == nil && windows.isEmpty
      && common.output
      && keyHeads.value == heads.value && keyWidth.value == valueWidth.value
      && keyWidth.value * heads.value == features.value
  }

  private var projections: [Factor] {
    [Factor("projections", 3), tokens, heads, valueWidth]
  }

  /// Whether the class `Attention` can do everything asked for.
  private var isPlain: Bool {
    var plain = common
    (plain.queryBias, plain.keyBias, plain.valueBias) = (nil, nil, nil)
    (plain.norm, plain.learntScale, plain.rotary, plain.scoring) = (.none, false, nil, Scoring())
    plain.scoring.causal = common.scoring.causal
    return plain == common && past == 0 && relativeBias?.classToken != true
      && (relativeBias?.window.count ?? 2) == 2
  }
}
