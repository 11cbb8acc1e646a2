/// An identifier of a text, compared as a number.
struct Name: Hashable, Sendable {
  let index: Int32

  /// A name that occurs in no text.
  static let none = Name(index: -1)
}

/// The identifiers of all texts of one run, each stored once.
struct Names: Sendable {
  private var texts: [String]
  private var indices: [String: Int32]

  /// A table that starts with the language's words, which are then recognised by number.
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
