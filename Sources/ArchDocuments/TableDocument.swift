/// A table with the text a reader needs, ready for a document in any form.
package struct TableDocument: Sendable {
  /// The name of the table in other documents, such as that of a network.
  package var label: String
  /// The title.
  package var title: String
  /// The conditions of the figures: input, batch.
  package var details: [String]
  /// The table.
  package var table: Table
  /// What is counted, and other remarks, each under its own term.
  package var notes: [Note]
  /// The chosen caption, in place of the title and the text below it.
  package var caption: String?
  /// Whether numbers in LaTeX are in columns of `siunitx`.
  package var usesSIUnits = false

  /// A remark below a table.
  package struct Note: Hashable, Sendable {
    /// What it is about, such as `multiply-adds`.
    package var term: String
    /// The text.
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

  /// The table in LaTeX, with title, details and notes in its caption.
  package func latex(numbers: NumberStyle = .separated) -> String {
    let sentences = (details + notes.map(\.line)).map { $0.prefix(1).uppercased() + $0.dropFirst() }
    guard let caption else {
      return table.latex(
        caption: [title] + sentences, label: label, numbers: numbers, usesSIUnits: usesSIUnits)
    }
    // Text left out of the caption is kept in comments.
    let comments = ([title] + sentences).map { "% \($0.visible)\n" }.joined()
    return comments
      + table.latex(caption: [caption], label: label, numbers: numbers, usesSIUnits: usesSIUnits)
  }

  /// The document as one self-contained page.
  package func html(numbers: NumberStyle = .separated) -> String { HTMLPage([self], numbers).text }
}
