/// Finds what a misspelt word was meant to be.
package enum Spelling {
  /// The candidates nearest to `word`, best first; empty if none is near.
  ///
  /// A candidate that differs only in case, hyphens and underscores is the one that was meant. Otherwise a candidate is
  /// near if at most a third of its letters (but at least one) must be inserted, deleted, replaced or swapped with a
  /// neighbour, or if one of the two words begins with the other.
  package static func nearest(to word: String, among candidates: [String], most: Int = 3) -> [String] {
    let (letters, plain) = (Array(word.lowercased().utf8.prefix(64)), folded(word))
    let alike = candidates.filter { $0 != word && folded($0) == plain && !plain.isEmpty }
    if !alike.isEmpty { return unique(alike, most: most) }
    var found: [(distance: Int, hasOtherLetters: Bool, name: String)] = []
    for candidate in candidates where candidate != word {
      let other = Array(candidate.lowercased().utf8.prefix(64))
      let limit = max(1, max(letters.count, other.count) / 3)
      let distance = editDistance(letters, other)
      let begins = beginning(plain, folded(candidate)) ?? beginning(letters, other)
      guard distance <= limit || begins != nil else { continue }
      // Among equally near words, one with the same letters in another order is the likeliest. A word that begins with
      // most of the other is nearer than one with other letters.
      found.append((min(distance, begins ?? limit + 1), letters.sorted() != other.sorted(), candidate))
    }
    found.sort { a, b in
      if a.distance != b.distance { return a.distance < b.distance }
      return a.hasOtherLetters == b.hasOtherLetters ? a.name < b.name : b.hasOtherLetters
    }
    return unique(found.map(\.name), most: most)
  }

  private static func unique(_ names: [String], most: Int) -> [String] {
    var found: [String] = []
    for name in names where !found.contains(name) && found.count < most { found.append(name) }
    return found
  }

  /// A word without case, hyphens and underscores.
  private static func folded(_ word: String) -> [UInt8] {
    word.lowercased().utf8.prefix(64).filter { $0 != UInt8(ascii: "-") && $0 != UInt8(ascii: "_") }
  }

  /// The distance of two words of which one begins with the other: its further letters, at most two, or for short words
  /// a third of the longer and one; `nil` for other words.
  private static func beginning(_ a: [UInt8], _ b: [UInt8]) -> Int? {
    let shorter = min(a.count, b.count)
    guard shorter >= 3, a.prefix(shorter) == b.prefix(shorter) else { return nil }
    let rest = max(a.count, b.count) - shorter
    return shorter >= 5 ? min(rest, 2) : max(a.count, b.count) / 3 + 1
  }

  /// "did you mean `a`, `b` or `c`?", or `nil` if nothing is near.
  package static func question(for word: String, among candidates: [String]) -> String? {
    let names = nearest(to: word, among: candidates)
    return names.isEmpty ? nil : "did you mean \(list(names, joinedBy: "or"))?"
  }

  /// `a`, `b` and `c`: names in backquotes as a sentence lists them.
  package static func list(_ names: [String], joinedBy conjunction: String = "and") -> String {
    let quoted = names.map { "`\($0)`" }
    guard let last = quoted.last, quoted.count > 1 else { return quoted.first ?? "" }
    return quoted.dropLast().joined(separator: ", ") + " \(conjunction) " + last
  }

  /// Insertions, deletions, replacements and swaps of neighbours that turn `a` into `b`
  /// (optimal string alignment).
  static func editDistance(_ a: [UInt8], _ b: [UInt8]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before = [Int](repeating: 0, count: b.count + 1)
    var previous = Array(0...b.count)
    var current = previous
    for i in 1...a.count {
      current[0] = i
      for j in 1...b.count {
        let replaced = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        current[j] = min(previous[j] + 1, current[j - 1] + 1, replaced)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          current[j] = min(current[j], before[j - 2] + 1)
        }
      }
      before = previous
      previous = current
    }
    return previous[b.count]
  }
}
