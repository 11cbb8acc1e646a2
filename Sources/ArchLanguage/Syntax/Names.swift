/// An identifier of a text, compared as a number.
struct Name: Hashable, Sendable {
  let index: Int32
}

/// The identifiers of all texts of one run, each once.
struct Names: Sendable {
  private var texts: [String]
  private var indices: [String: Int32]

  /// The table with the language's own words in it, so that a word is recognised by its number.
  init() {
    texts = Keyword.allCases.map(\.rawValue)
    indices = [:]
    indices.reserveCapacity(256)
    for (index, text) in texts.enumerated() { indices[text] = Int32(index) }
  }

  subscript(name: Name) -> String { texts[Int(name.index)] }

  mutating func name(_ text: String) -> Name {
    if let index = indices[text] { return Name(index: index) }
    let index = Int32(texts.count)
    texts.append(text)
    indices[text] = index
    return Name(index: index)
  }
}

/// The words that the language itself uses.
enum Keyword: String, CaseIterable {
  case network, block, `import`, source, input, output, `let`, `repeat`, `as`, `for`, `in`, `if`, `else`, then, shared,
    frozen, when, training, expect, branch, `true`, `false`, and, or, not, it, within, of, sequence

  private static let indices: [Keyword: Int32] = {
    var found: [Keyword: Int32] = [:]
    for (index, keyword) in Keyword.allCases.enumerated() { found[keyword] = Int32(index) }
    return found
  }()

  /// The number of the word in every table of names.
  var name: Name { Name(index: Keyword.indices[self] ?? 0) }

  /// The word of a name, if it is one of the language's.
  init?(_ name: Name) {
    guard Int(name.index) < Keyword.allCases.count else { return nil }
    self = Keyword.allCases[Int(name.index)]
  }

  /// Whether the word cannot be a label, a parameter or a block's name.
  var isReserved: Bool {
    switch self {
    case .source, .within, .of, .sequence, .training: false
    default: true
    }
  }
}
