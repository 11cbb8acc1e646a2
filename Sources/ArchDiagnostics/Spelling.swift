/// Finds what a misspelt word was meant to be.
public enum Spelling {
  /// The candidates nearest to `word`, best first, none if nothing is near.
  ///
  /// A candidate is near when at most a third of its letters (but at least one) must be inserted, deleted,
  /// replaced or swapped with a neighbour, or when one of the two words begins with the other.
  public static func nearest(to word: String, among candidates: [String], most: Int = 3) -> [String] {
    let letters = Array(word.lowercased().utf8.prefix(64))
    var found: [(distance: Int, hasOtherLetters: Bool, name: String)] = []
    for candidate in candidates where candidate != word {
      let other = Array(candidate.lowercased().utf8.prefix(64))
      let limit = max(1, max(letters.count, other.count) / 3)
      let distance = editDistance(letters, other)
      let shorter = min(letters.count, other.count)
      let isBeginning = shorter >= 3 && letters.prefix(shorter) == other.prefix(shorter)
      guard distance <= limit || isBeginning else { continue }
      // Of equally near words the one with the same letters in another order is the likeliest.
      found.append((min(distance, limit + 1), letters.sorted() != other.sorted(), candidate))
    }
    found.sort { a, b in
      if a.distance != b.distance { return a.distance < b.distance }
      return a.hasOtherLetters == b.hasOtherLetters ? a.name < b.name : b.hasOtherLetters
    }
    var names: [String] = []
    for entry in found where !names.contains(entry.name) && names.count < most {
      names.append(entry.name)
    }
    return names
  }

  /// "did you mean `a`, `b` or `c`?", or nil if nothing is near.
  public static func question(for word: String, among candidates: [String]) -> String? {
    let names = nearest(to: word, among: candidates)
    return names.isEmpty ? nil : "did you mean \(list(names, joinedBy: "or"))?"
  }

  /// `a`, `b` and `c`: names in backquotes as a sentence lists them.
  public static func list(_ names: [String], joinedBy conjunction: String = "and") -> String {
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
