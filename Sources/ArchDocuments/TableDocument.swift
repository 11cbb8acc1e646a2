/// A table with what a reader must know of it, ready for a document in any form.
public struct TableDocument: Sendable {
  /// What other documents call the table, such as the name of a network.
  public var label: String
  /// What the table is of.
  public var title: String
  /// What the figures hold for: input, batch.
  public var details: [String]
  /// The table.
  public var table: Table
  /// What is counted, and what else must be said, each under a word of its own.
  public var notes: [Note]
  /// The caption that somebody chose, in place of the title and what is below it.
  public var caption: String?
  /// Whether numbers in LaTeX are in columns of `siunitx`.
  public var usesSIUnits = false

  /// A remark under a table.
  public struct Note: Hashable, Sendable {
    /// What it is about, such as `multiply-adds`.
    public var term: String
    /// What is said of it.
    public var text: String

    /// A remark.
    public init(_ term: String, _ text: String) {
      self.term = term
      self.text = text
    }

    /// The remark as one line of text.
    var line: String { "\(term): \(text)" }
  }

  /// A table with its title.
  public init(label: String, title: String, details: [String] = [], table: Table, notes: [Note] = []) {
    self.label = label
    self.title = title
    self.details = details
    self.table = table
    self.notes = notes
  }

  /// The document in Markdown: the title, the details, the table, the notes as a list.
  public func markdown(numbers: NumberStyle = .separated) -> String {
    var parts = ["**\(Markdown.escaped(caption ?? title))**"]
    if caption == nil, !details.isEmpty {
      parts.append(details.map(Markdown.escaped).joined(separator: "  \n"))
    }
    parts.append(String(table.markdown(numbers: numbers).dropLast()))
    if !notes.isEmpty {
      parts.append(notes.map { "- " + Markdown.escaped($0.line) }.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// The table in LaTeX, title, details and notes in its caption.
  public func latex(numbers: NumberStyle = .separated) -> String {
    let sentences = (details + notes.map(\.line)).map { $0.prefix(1).uppercased() + $0.dropFirst() }
    guard let caption else {
      return table.latex(
        caption: [title] + sentences, label: label, numbers: numbers, usesSIUnits: usesSIUnits)
    }
    // What the caption leaves out is kept beside the table.
    let comments = ([title] + sentences).map { "% \($0.visible)\n" }.joined()
    return comments
      + table.latex(caption: [caption], label: label, numbers: numbers, usesSIUnits: usesSIUnits)
  }

  /// The document as one page that needs nothing else.
  public func html(numbers: NumberStyle = .separated) -> String { HTMLPage([self], numbers).text }
}
