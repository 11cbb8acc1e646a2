/// Names for labels that have none: the layer's name with a number.
struct LabelNames {
  private(set) var taken: Set<String>
  private var counts: [String: Int] = [:]

  init(reserved: Set<String>) {
    taken = reserved.union(Keyword.allCases.filter(\.isReserved).map(\.text))
  }

  mutating func reserve(_ name: String) { taken.insert(name) }

  /// The word itself if it is free, otherwise with a number.
  ///
  /// - Parameter startingAt: the first number.
  mutating func name(_ word: String, startingAt: Int = 1) -> String {
    if word != "part", taken.insert(word).inserted { return word }
    while true {
      counts[word, default: startingAt - 1] += 1
      let name = "\(word)\(counts[word, default: 0])"
      if taken.insert(name).inserted { return name }
    }
  }

  /// Words that belong together: as they are if all are free, otherwise with the same number.
  mutating func names(_ words: [String]) -> [String] {
    var (names, number) = (words, 0)
    while names.contains(where: taken.contains) {
      number += 1
      names = words.map { "\($0)\(number)" }
    }
    taken.formUnion(names)
    return names
  }
}
