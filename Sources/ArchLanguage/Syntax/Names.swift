/// An identifier of a text, compared as a number.
struct Name: Hashable, Sendable {
  let index: Int32

  /// No name of a text.
  static let none = Name(index: -1)
}

/// The identifiers of all texts of one run, each once.
struct Names: Sendable {
  private var texts: [String]
  private var indices: [String: Int32]

  /// The table with the language's own words in it, so that a word is recognised by its number.
  init() {
    texts = Keyword.texts
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

/// The words that the language itself uses; each has its own number as a name in every table.
enum Keyword: Int32, CaseIterable {
  case network, block, `import`, source, input, output, `let`, `repeat`, `as`, `for`, `in`, `if`, `else`,
    then, shared,
    frozen, when, training, expect, branch, `true`, `false`, and, or, not, it, within, of, sequence,
    published,
    require, over

  /// The words in the order of the cases.
  static let texts = [
    "network", "block", "import", "source", "input", "output", "let", "repeat", "as", "for", "in", "if",
    "else",
    "then", "shared", "frozen", "when", "training", "expect", "branch", "true", "false", "and", "or", "not",
    "it",
    "within", "of", "sequence", "published", "require", "over",
  ]

  var text: String { Self.texts[Int(rawValue)] }

  /// The name of the word in every table of names.
  @inline(__always) var name: Name { Name(index: rawValue) }

  /// The word of a name, if it is one of the language's.
  @inline(__always) init?(_ name: Name) { self.init(rawValue: name.index) }

  /// Whether the word cannot be a label, a parameter or a block's name.
  var isReserved: Bool {
    switch self {
    case .source, .within, .of, .sequence, .training, .published, .require, .over: false
    default: true
    }
  }
}
