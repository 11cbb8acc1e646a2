import ArchGraph

/// A learnt number for each pair of tokens by their distance in a window of one to three axes (Shaw and others
/// 2018; Liu and others 2021).
struct RelativeBias: Hashable, Sendable {
  /// The extents of the window whose positions are the tokens, row by row.
  var window: [Int]
  /// Whether a token comes before those of the window, with three numbers: to it, from it and from it to itself
  /// (BEiT).
  var classToken = false

  /// How many tokens there are, or `nil` if they cannot be counted.
  var tokens: Int? {
    Shape(window).elementCount.flatMap { (CheckedInteger($0) + CheckedInteger(classToken ? 1 : 0)).value }
  }

  /// How many distances there are.
  var distances: Int {
    window.reduce(CheckedInteger(1)) { $0 * (CheckedInteger(2) * CheckedInteger($1) - CheckedInteger(1)) }
      .value
      ?? Int.max / 2
  }

  /// How many numbers a head has.
  var places: Int { distances + (classToken ? 3 : 0) }

  /// `relative_bias [places, heads]`.
  func parameter(heads: Int) -> Parameter {
    Parameter("relative_bias", [Factor("relative_positions", places), Factor("heads", heads)], use: .shift)
  }

  func check(tokens: Int) throws(Misfit) {
    guard (1...3).contains(window.count), window.allSatisfy({ $0 > 0 }), self.tokens == tokens else {
      throw .range(
        what: "`relative_bias`", value: "\(ArgumentValue(window))",
        allowed:
          "it gives the extents of a window of \(classToken ? tokens - 1 : tokens) tokens on one to three axes"
      )
    }
  }

  /// The row of the table for a query and a key.
  func place(query: Int, key: Int) -> Int {
    guard classToken else { return distance(query, key) }
    return switch (query, key) {
    case (0, 0): distances + 2
    case (0, _): distances
    case (_, 0): distances + 1
    default: distance(query - 1, key - 1)
    }
  }

  /// The place of the distance of two positions: the last axis counts fastest, from its most negative distance.
  private func distance(_ query: Int, _ key: Int) -> Int {
    var (place, factor) = (0, 1)
    var (a, b) = (query, key)
    for extent in window.reversed() {
      place += (a % extent - b % extent + extent - 1) * factor
      factor *= 2 * extent - 1
      (a, b) = (a / extent, b / extent)
    }
    return place
  }
}
