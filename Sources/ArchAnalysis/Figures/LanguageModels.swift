import ArchGraph

// Figures commonly quoted for language models.

extension Figure {
  /// Parameters used for one token.
  public static let active = Figure(
    "active", alias: "active_params", title: "active", longTitle: "active parameters",
    .sum { tally, _ in tally.active }
  ) { _ in "the parameters that one token uses: of the experts, those chosen for it" }

  /// Multiply-adds less those of scores that masks leave out.
  public static let unmaskedMultiplyAdds = Figure(
    "unmasked_macs", key: "unmasked_multiply_adds", title: "unmasked multiply-adds", isWork: true,
    .sum { tally, _ in tally.multiplyAdds &- tally.masked }
  ) { _ in "multiply-adds except those for attention scores that a mask discards" }

  /// Elements kept of each token for those that follow.
  public static let cache = Figure(
    "cache", title: "cache per token", .sum { tally, _ in tally.cached }
  ) { _ in "the keys and values that attention keeps of each token for the ones that follow" }

  /// The bytes of these elements.
  public static let cacheBytes = Figure(
    "cache_bytes", title: "cache bytes per token",
    .sum { tally, types throws(Overflow) in try CheckedInteger(tally.cached).bytes(types.cache) }
  ) { "what is kept of each token, as \($0.cache.rawValue)" }
}
