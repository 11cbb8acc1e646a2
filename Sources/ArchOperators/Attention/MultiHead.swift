import ArchGraph

/// What self-attention and cross-attention have in common: heads, widths, projections.
struct MultiHead {
  /// The number of heads.
  var heads: Int
  /// The number of features of a query and of a key in one head, nil for those of the input by the heads.
  var keyWidth: Int?
  /// The number of features of a value in one head, nil for as many as a key has.
  var valueWidth: Int?
  /// The number of heads that have keys and values of their own, nil for all.
  var keyHeads: Int?
  /// Whether queries, keys and values have biases.
  var bias: Bool
  /// Whether the output projection has a bias, nil where `bias` says it.
  var outputBias: Bool?
  /// Whether there is an output projection.
  var output: Bool

  /// The arguments of all attention operators, with those of one of them at the end.
  static func arguments(_ own: [Signature.Argument] = []) -> [Signature.Argument] {
    [
      .positional("heads", .count(), "the number of heads"),
      .named(
        "key_width", .count(), otherwise: "the features of the input divided by the heads",
        "the features of a query and of a key in one head"),
      .named(
        "value_width", .count(), otherwise: "the `key_width`", "the features of a value in one head"),
      .named(
        "key_heads", .count(), otherwise: "the heads",
        "how many heads have keys and values; equal groups of heads share them"),
      .named("bias", .boolean, default: true, "whether queries, keys and values have biases", as: .detail),
      .named("output_bias", .boolean, otherwise: "the `bias`", "whether the output projection has a bias"),
      .named("output", .boolean, default: true, "whether a matrix projects the heads' values to the output"),
    ] + own
  }

  /// What holds for all attention operators.
  static let notes = [
    "Projections of queries, keys, values and output are part of it. The scores are "
      + "`softmax(q*k^T/sqrt(key_width))`; the queries are scaled, as PyTorch does.",
    "Multiply-adds count all scores, masked ones too, as papers and PyTorch's counter do.",
    "With `key_heads: 1` it is multi-query attention, with other numbers grouped-query attention.",
    "Axes before the last two are windows, each of which attends to itself alone: "
      + "`[windows, tokens, features]`.",
  ]

  /// Reads the arguments that all have.
  init(_ arguments: Arguments) throws(ArgumentFault) {
    heads = try arguments.integer("heads")
    keyWidth = try arguments.optionalInteger("key_width")
    valueWidth = try arguments.optionalInteger("value_width")
    keyHeads = try arguments.optionalInteger("key_heads")
    bias = try arguments.boolean("bias")
    outputBias = arguments.isGiven("output_bias") ? try arguments.boolean("output_bias") : nil
    output = try arguments.boolean("output")
  }

  init(
    heads: Int, keyWidth: Int?, valueWidth: Int?, keyHeads: Int?, bias: Bool, outputBias: Bool?, output: Bool
  ) {
    self.heads = heads
    self.keyWidth = keyWidth
    self.valueWidth = valueWidth
    self.keyHeads = keyHeads
    self.bias = bias
    self.outputBias = outputBias
    self.output = output
  }

  /// The values of the arguments that all have.
  var arguments: [ArgumentValue?] {
    [
      .integer(heads), keyWidth.map { .integer($0) }, valueWidth.map { .integer($0) },
      keyHeads.map { .integer($0) }, .boolean(bias), outputBias.map { .boolean($0) }, .boolean(output),
    ]
  }
}

// MARK: Rules

extension MultiHead {
  /// The extents of the output for queries from `x`; both shapes have at least two axes.
  func output(of x: Shape) throws(Misfit) -> OutputShape {
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
    if output { return .sameAsInput }
    let rows = leading(x) + [tokens(x)]
    return .extents(
      rows.map { Extent($0.name, $0.value) } + [
        try Extent(.product([.named("heads", heads), .named("value_width", value)]))
      ])
  }

  private func leading(_ shape: Shape) -> [Factor] {
    let windows = shape.dimensions.dropLast(2)
    return windows.enumerated().map {
      Factor(windows.count == 1 ? "windows" : "windows_\($0.offset + 1)", $0.element)
    }
  }

  private func tokens(_ shape: Shape) -> Factor { Factor("tokens", shape[shape.rank - 2]) }
  private func features(_ shape: Shape) -> Factor { Factor("features", shape[shape.rank - 1]) }
  private func memoryTokens(_ x: Shape, _ memory: Shape?) -> Factor {
    memory.map { Factor("memory_tokens", $0[$0.rank - 2]) } ?? tokens(x)
  }
  private func memoryFeatures(_ x: Shape, _ memory: Shape?) -> Factor {
    memory.map { Factor("memory_features", $0[$0.rank - 1]) } ?? features(x)
  }

  private var headsFactor: Factor { Factor("heads", heads) }
  private var keyHeadsFactor: Factor { keyHeads.map { Factor("key_heads", $0) } ?? headsFactor }
  private func keyFactor(_ x: Shape) -> Factor {
    Factor("key_width", keyWidth ?? x[x.rank - 1] / max(1, heads))
  }
  private func valueFactor(_ x: Shape) -> Factor {
    valueWidth.map { Factor("value_width", $0) } ?? keyFactor(x)
  }

  /// The matrices `query_weight [heads*key_width, D]`, `key_weight [key_heads*key_width, M]`, `value_weight
  /// [key_heads*value_width, M]` and `output_weight [D, heads*value_width]`, each followed by its bias.
  func parameters(of x: Shape, memory: Shape? = nil) -> [Parameter] {
    let (key, value) = (keyFactor(x).value, valueFactor(x).value)
    let groups = keyHeadsFactor.value
    let source = memoryFeatures(x, memory)
    var parameters: [Parameter] = []
    func add(_ name: String, _ rows: Factor, _ columns: Factor, bias: Bool) {
      parameters.append(Parameter(name + "_weight", [rows, columns], use: .product(over: 1..<2)))
      if bias { parameters.append(Parameter(name + "_bias", [rows], use: .shift)) }
    }
    add("query", Factor("query_features", heads * key), features(x), bias: bias)
    add("key", Factor("key_features", groups * key), source, bias: bias)
    add("value", Factor("value_features", groups * value), source, bias: bias)
    if output { add("output", features(x), Factor("head_features", heads * value), bias: outputBias ?? bias) }
    return parameters
  }

  /// The four projections, the scaled queries, the scores, their softmax and the sums that they weigh.
  func work(from x: Shape, memory: Shape? = nil) -> Work {
    let (windows, tokens, memoryTokens) = (leading(x), tokens(x), memoryTokens(x, memory))
    let (key, value) = (keyFactor(x), valueFactor(x))
    let queries = windows + [tokens, headsFactor, key]
    let keys = windows + [memoryTokens, keyHeadsFactor, key]
    let values = windows + [memoryTokens, keyHeadsFactor, value]
    let mixed = windows + [tokens, headsFactor, value]
    let scores = windows + [headsFactor, tokens, memoryTokens]
    let source = memoryFeatures(x, memory)
    let outputs = windows + [tokens, features(x)]

    var multiplyAdds = Count([features(x)], queries) + Count([source], keys) + Count([source], values)
    multiplyAdds.add(scores + [key])
    multiplyAdds.add(scores + [value])
    var additions = bias ? Count(queries) + Count(keys) + Count(values) : Count()
    let rows = windows + [headsFactor, tokens]
    let afterFirst = Factor("row_after_first", memoryTokens.value - 1)
    additions.add([afterFirst] + rows)
    if output {
      multiplyAdds.add([headsFactor, value] + outputs)
      if outputBias ?? bias { additions.add(outputs) }
    }
    var work = Work()
    work[.multiplyAdds] = multiplyAdds
    work[.additions] = additions
    work[.multiplications] = Count(queries)
    work[.comparisons] = Count([afterFirst], rows)
    work[.subtractions] = Count(scores)
    work[.exponentials] = Count(scores)
    work[.divisions] = Count(scores)
    work[.weightReads] = parameters(of: x, memory: memory).count(.weight)
    work[.activationReads] = Count(outputs)
    if memory != nil { work[.activationReads].add(windows + [memoryTokens, source]) }
    work[.writes] = Count(output ? outputs : mixed)
    return work
  }

  /// One addition for each score, and the table that is added.
  func addBias(_ table: Parameter, to work: inout Work, of x: Shape) {
    work[.additions].add(leading(x) + [headsFactor, tokens(x), tokens(x)])
    work[.weightReads].add(table.factors)
  }
}
