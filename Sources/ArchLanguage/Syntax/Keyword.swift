/// The words that the language itself uses; each has a fixed number as a name in every table.
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
