/// A table with what a reader must know of it, ready for a document in any form.
package struct TableDocument: Sendable {
  /// What other documents call the table, such as the name of a network.
  package var label: String
  /// What the table is of.
  package var title: String
  /// What the figures hold for: input, batch.
  package var details: [String]
  /// The table.
  package var table: Table
  /// What is counted, and what else must be said, each under a word of its own.
  package var notes: [Note]
  /// The caption that somebody chose, in place of the title and what is below it.
  package var caption: String?
  /// Whether numbers in LaTeX are in columns of `siunitx`.
  package var usesSIUnits = false

  /// A remark under a table.
  package struct Note: Hashable, Sendable {
    /// What it is about, such as `multiply-adds`.
    package var term: String
    /// What is said of it.
    package var text: String

    /// A remark.
    package init(_ term: String, _ text: String) {
      self.term = term
      self.text = text
    }

    /// The remark as one line of text.
    var line: String { "\(term): \(text)" }
  }

  /// A table with its title.
  package init(label: String, title: String, details: [String] = [], table: Table, notes: [Note] = []) {
    self.label = label
    self.title = title
    self.details = details
    self.table = table
    self.notes = notes
  }

  /// The document in Markdown: the title, the details, the table, the notes as a list.
  package func markdown(numbers: NumberStyle = .separated) -> String {
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
  package func latex(numbers: NumberStyle = .separated) -> String {
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
  package func html(numbers: NumberStyle = .separated) -> String { HTMLPage([self], numbers).text }
}
