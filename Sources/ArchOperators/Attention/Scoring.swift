import ArchGraph

/// The treatment of attention scores before their softmax: which are left out, and how the others are bent.
struct Scoring: Hashable, Sendable {
  /// Whether a token sees only itself and earlier tokens.
  var causal = false
  /// A token sees those nearer than this, or all if `nil`.
  var window: Int?
  /// How many tokens at the start all others see, whatever the mask.
  var prefix: Int?
  /// How many tokens form a block, within which alone they see each other, or `nil` for a single block.
  var block: Int?
  /// The factor of the queries, or `nil` for `1/sqrt(key_width)`.
  var scale: Double?
  /// Scores `s` become `cap*tanh(s/cap)`, or `nil` for no such bound.
  var softCap: Double?

  static let arguments: [Signature.Argument] = [
    .named("causal", .boolean, default: false, "whether a token sees only itself and those before it"),
    .named(
      "window", .count(), otherwise: "all",
      "how far a token sees: tokens fewer than this many positions away (sliding window)"),
    .named(
      "prefix", .count(), otherwise: "none",
      "how many tokens at the beginning every token sees, with `causal` or a `window`"),
    .named("block", .count(), otherwise: "one", "how many tokens make a block that sees only itself"),
    .named(
      "scale", .decimal(-.infinity ... .infinity), otherwise: "1/sqrt(key_width)",
      "the factor of the scores"),
    .named(
      "soft_cap", .decimal(1e-30...1e30), otherwise: "none", "the bound of scores, `cap*tanh(score/cap)`"),
  ]

  static let notes = [
    "Masks (`causal`, `window`, `prefix`, `block`) replace scores by minus infinity, which costs nothing here; "
      + "multiply-adds count all scores, including masked ones, as papers and PyTorch's counter do.",
    "A `window` of 4 is the token itself and three before it with `causal`, or three on each side without.",
  ]

  init() {}

  init(_ arguments: Arguments) throws(ArgumentFault) {
    causal = try arguments.boolean("causal")
    window = try arguments.optionalInteger("window")
    prefix = try arguments.optionalInteger("prefix")
    block = try arguments.optionalInteger("block")
    scale = arguments.isGiven("scale") ? try arguments.decimal("scale") : nil
    softCap = arguments.isGiven("soft_cap") ? try arguments.decimal("soft_cap") : nil
  }

  var values: [ArgumentValue?] {
    [
      .boolean(causal), window.map { .integer($0) }, prefix.map { .integer($0) }, block.map { .integer($0) },
      scale.map { .init($0) }, softCap.map { .init($0) },
    ]
  }

  /// Whether some scores are left out.
  var masks: Bool { causal || window != nil || block != nil }

  /// The factor of the queries.
  func factor(width: Int) -> Float { scale.map { Float($0) } ?? 1 / Float(width).squareRoot() }

  /// Whether the token at `query` sees the one at `key`; both count from the first key.
  func sees(_ query: Int, _ key: Int) -> Bool {
    if let block, query / block != key / block { return false }
    if let prefix, key < prefix { return true }
    if causal, key > query { return false }
    if let window { return key > query - window && key < query + window }
    return true
  }

  /// - Throws: why this many queries cannot see this many keys in this way.
  func check(queries: Int, keys: Int, of name: String) throws(Misfit) {
    if causal || window != nil || block != nil || prefix != nil, queries > keys {
      throw .conflict(
        "`\(name)` has \(queries) queries and \(keys) keys, but a mask by position",
        help: "the last query is aligned with the last key: there must be at least as many keys as queries")
    }
    if prefix != nil, !causal, window == nil {
      throw .conflict(
        "`prefix` of `\(name)` says what is seen in spite of a mask, but nothing is masked",
        help: "use it with `causal: true` or a `window`")
    }
    if block != nil, window != nil || prefix != nil {
      throw .conflict(
        "`\(name)` has a `block` and a `\(window != nil ? "window" : "prefix")`",
        help: "give only one of them")
    }
  }

  /// How many pairs of a query and a key see each other, or `nil` if they cannot be counted.
  ///
  /// The queries are the last `queries` of `keys` places.
  func visible(queries: Int, keys: Int) -> Int? { pairs(queries, keys).value }

  private func pairs(_ queries: Int, _ keys: Int) -> CheckedInteger {
    let first = keys - queries
    if let block {
      var inside = self
      inside.block = nil
      func pairs(ofBlock index: Int) -> CheckedInteger {
        let (low, high) = (index * block, min(keys, (index + 1) * block))
        return inside.pairs(high - max(low, first), high - low)
      }
      // A first block that begins before the queries, whole blocks, and one that is cut short.
      let (start, end) = (first / block, (keys - 1) / block)
      let ends = start == end ? pairs(ofBlock: start) : pairs(ofBlock: start) + pairs(ofBlock: end)
      return end > start + 1 ? ends + CheckedInteger(end - start - 1) * pairs(ofBlock: start + 1) : ends
    }
    /// The sum of `place + shift`, at least 0 and at most `most`, over the places of all queries.
    func sum(_ shift: Int, most: Int) -> CheckedInteger { ramp(shift) - ramp(shift - most) }
    func ramp(_ shift: Int) -> CheckedInteger {
      let low = max(first, -shift)
      guard low < keys else { return CheckedInteger(0) }
      // The mean of the first and the last, times their number; one of the two is even.
      let (count, ends) = (keys - low, low + shift + keys - 1 + shift)
      return count % 2 == 0
        ? CheckedInteger(count / 2) * CheckedInteger(ends) : CheckedInteger(count) * CheckedInteger(ends / 2)
    }
    /// How many of the first `most` keys come before the end of what each query sees; the next, before its start.
    func upToEnd(_ most: Int) -> CheckedInteger {
      guard causal || window != nil else { return CheckedInteger(queries) * CheckedInteger(most) }
      return sum(causal ? 1 : window ?? 1, most: most)
    }
    func beforeBeginning(_ most: Int) -> CheckedInteger {
      window.map { sum(1 - $0, most: most) } ?? CheckedInteger(0)
    }
    let seen = upToEnd(keys) - beforeBeginning(keys)
    guard let prefix else { return seen }
    let known = min(prefix, keys)
    return seen + CheckedInteger(queries) * CheckedInteger(known) - upToEnd(known) + beforeBeginning(known)
  }
}
