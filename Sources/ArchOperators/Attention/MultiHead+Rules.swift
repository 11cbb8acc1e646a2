import ArchGraph

/// Shapes, parameters and work of attention with its projections.
extension MultiHead {
  /// The extents of the output for queries from `x`; both shapes have at least two axes.
  ///
  /// - Parameter keys: how many keys each query is compared with.
  func output(of x: Shape, keys: Int, name: String) throws(Misfit) -> OutputShape {
    let features = x[x.rank - 1]
    if keyWidth == nil {
      guard heads > 0, features % heads == 0 else {
        throw .indivisible(what: "its \(features) features", count: features, by: "heads", divisor: heads)
      }
    }
    if let keyHeads {
      guard keyHeads > 0, heads % keyHeads == 0 else {
        throw .indivisible(what: "its \(heads) heads", count: heads, by: "key heads", divisor: keyHeads)
      }
    }
    let (key, value) = (keyFactor(x).value, valueFactor(x).value)
    for width in [key, value] {
      let total = CheckedInteger(heads) * CheckedInteger(width)
      guard let total = total.value, total <= Limits.extent else { throw .tooLarge([heads, width]) }
    }
    try rotary?.check(key, of: name)
    try scoring.check(queries: x[x.rank - 2], keys: keys, of: name)
    if learntScale, scoring.scale != nil {
      throw .conflict(
        "`\(name)` has both a `scale` and a `learnt_scale`", help: "the learnt one replaces the other")
    }
    if output { return .sameAsInput }
    let rows = leading(x) + [tokens(x)]
    return .extents(
      rows.map { Extent($0.name, $0.value) } + [
        try Extent(.product([.named("heads", heads), .named("value_width", value)]))
      ])
  }

  func leading(_ shape: Shape) -> [Factor] {
    let windows = shape.dimensions.dropLast(2)
    return windows.enumerated().map {
      Factor(windows.count == 1 ? "windows" : "windows_\($0.offset + 1)", $0.element)
    }
  }

  func tokens(_ shape: Shape) -> Factor { Factor("tokens", shape[shape.rank - 2]) }
  private func features(_ shape: Shape) -> Factor { Factor("features", shape[shape.rank - 1]) }
  private func memoryTokens(_ x: Shape, _ memory: Shape?) -> Factor {
    memory.map { Factor("memory_tokens", $0[$0.rank - 2]) } ?? tokens(x)
  }
  private func memoryFeatures(_ x: Shape, _ memory: Shape?) -> Factor {
    memory.map { Factor("memory_features", $0[$0.rank - 1]) } ?? features(x)
  }

  var headsFactor: Factor { Factor("heads", heads) }
  var keyHeadsFactor: Factor { keyHeads.map { Factor("key_heads", $0) } ?? headsFactor }
  func keyFactor(_ x: Shape) -> Factor {
    Factor("key_width", keyWidth ?? x[x.rank - 1] / max(1, heads))
  }
  func valueFactor(_ x: Shape) -> Factor {
    valueWidth.map { Factor("value_width", $0) } ?? keyFactor(x)
  }

  /// The matrices `query_weight [heads*key_width, D]`, `key_weight [key_heads*key_width, M]`, `value_weight
  /// [key_heads*value_width, M]` and `output_weight [D, heads*value_width]`, each followed by its bias; those of the norms
  /// of queries and of keys `[key_width]`, and the learnt factors `scale [heads]`.
  func parameters(of x: Shape, memory: Shape? = nil) -> [Parameter] {
    let (key, value) = (keyFactor(x).value, valueFactor(x).value)
    let groups = keyHeadsFactor.value
    let source = memoryFeatures(x, memory)
    var parameters: [Parameter] = []
    func add(_ name: String, _ rows: Factor, _ columns: Factor, bias: Bool) {
      parameters.append(Parameter(name + "_weight", [rows, columns], use: .product(over: 1..<2)))
      if bias { parameters.append(Parameter(name + "_bias", [rows], use: .shift)) }
    }
    add("query", Factor("query_features", heads * key), features(x), bias: biases.query)
    add("key", Factor("key_features", groups * key), source, bias: biases.key)
    add("value", Factor("value_features", groups * value), source, bias: biases.value)
    if output { add("output", features(x), Factor("head_features", heads * value), bias: biases.output) }
    parameters += norm.parameters("query", width: keyFactor(x)) + norm.parameters("key", width: keyFactor(x))
    if learntScale { parameters.append(Parameter("scale", [headsFactor], use: .shift)) }
    return parameters
  }

  /// The four projections, norms and positions of queries and keys, the scaled queries, the scores, their softmax and the
  /// weighted sums.
  ///
  /// - Parameter past: how many keys and values there are besides those of the tokens.
  func work(from x: Shape, memory: Shape? = nil, past: Int = 0) -> Work {
    let (windows, tokens, memoryTokens) = (leading(x), tokens(x), memoryTokens(x, memory))
    let places = past == 0 ? memoryTokens : Factor("places", past + memoryTokens.value)
    let (key, value) = (keyFactor(x), valueFactor(x))
    let queries = windows + [tokens, headsFactor, key]
    let keys = windows + [memoryTokens, keyHeadsFactor, key]
    let values = windows + [memoryTokens, keyHeadsFactor, value]
    let mixed = windows + [tokens, headsFactor, value]
    let source = memoryFeatures(x, memory)
    let outputs = windows + [tokens, features(x)]

    var work = Work()
    work[.multiplyAdds] = Count([features(x)], queries) + Count([source], keys) + Count([source], values)
    for (has, elements) in [(biases.query, queries), (biases.key, keys), (biases.value, values)] where has {
      work[.additions].add(elements)
    }
    norm.addWork(to: &work, heads: windows + [tokens, headsFactor], width: key)
    norm.addWork(to: &work, heads: windows + [memoryTokens, keyHeadsFactor], width: key)
    if let rotary {
      rotary.addWork(to: &work, heads: windows + [tokens, headsFactor], features: key.value)
      rotary.addWork(to: &work, heads: windows + [memoryTokens, keyHeadsFactor], features: key.value)
    }
    if scales { work[.multiplications].add(queries) }
    scoring.addWork(
      to: &work, rows: windows + [headsFactor, tokens], keys: places, keyWidth: key, valueWidth: value)
    if output {
      work[.multiplyAdds].add([headsFactor, value] + outputs)
      if biases.output { work[.additions].add(outputs) }
    }
    // Written by one step and read by the next; scores stay where they are computed.
    let twice = [Factor("written_and_read", 2)]
    for elements in [queries, keys, values] + (output ? [mixed] : []) { work.inside.add(twice + elements) }
    work[.weightReads] = parameters(of: x, memory: memory).count(.weight)
    work[.activationReads] = Count(outputs)
    if memory != nil { work[.activationReads].add(windows + [memoryTokens, source]) }
    if past > 0 {
      work[.activationReads].add([Factor("past", past), keyHeadsFactor, key])
      work[.activationReads].add([Factor("past", past), keyHeadsFactor, value])
    }
    work[.writes] = Count(output ? outputs : mixed)
    return work
  }

  /// One addition for each score, and the table that is added.
  func addBias(_ table: Parameter, to work: inout Work, of x: Shape) {
    work[.additions].add(leading(x) + [headsFactor, tokens(x), tokens(x)])
    work[.weightReads].add(table.factors)
  }
}

extension Scoring {
  /// Adds the scores of this many queries, their softmax, and the weighted sums.
  func addWork(
    to work: inout Work, rows: [Factor], keys: Factor, keyWidth: Factor, valueWidth: Factor
  ) {
    let scores = rows + [keys]
    let afterFirst = Factor("row_after_first", keys.value - 1)
    work[.multiplyAdds].add(scores + [keyWidth])
    work[.multiplyAdds].add(scores + [valueWidth])
    if masks, let queries = rows.last?.value {
      // If this cannot be counted, neither can the multiply-adds.
      let all = (CheckedInteger(queries) * CheckedInteger(keys.value)).value ?? Int.max
      let masked = Factor("masked_scores", all - (visible(queries: queries, keys: keys.value) ?? 0))
      work.masked.add(rows.dropLast() + [masked, keyWidth])
      work.masked.add(rows.dropLast() + [masked, valueWidth])
    }
    if softCap != nil {
      work[.divisions].add(scores)
      work[.transcendentals].add(scores)
      work[.multiplications].add(scores)
    }
    work[.comparisons].add([afterFirst] + rows)
    work[.subtractions].add(scores)
    work[.exponentials].add(scores)
    work[.additions].add([afterFirst] + rows)
    work[.divisions].add(scores)
  }
}
