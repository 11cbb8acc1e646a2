import ArchDiagnostics

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
    var parts = ["**\(Markdown.escaped(title))**"]
    if !details.isEmpty { parts.append(details.map(Markdown.escaped).joined(separator: "  \n")) }
    parts.append(String(table.markdown(numbers: numbers).dropLast()))
    if !notes.isEmpty {
      parts.append(notes.map { "- " + Markdown.escaped($0.line) }.joined(separator: "\n"))
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  /// The table in LaTeX, title, details and notes in its caption.
  public func latex(numbers: NumberStyle = .separated) -> String {
    let sentences = (details + notes.map(\.line)).map { $0.prefix(1).uppercased() + $0.dropFirst() }
    return table.latex(caption: [title] + sentences, label: label, numbers: numbers)
  }

  /// The document as one page that needs nothing else.
  public func html(numbers: NumberStyle = .separated) -> String { HTMLPage([self], numbers).text }
}

extension Table {
  /// Writes the columns, the rows and the totals, each row as an object with the columns' keys.
  ///
  /// Numbers are exact; what is unknown or absent is null, and a cell of which nothing is expected is left out.
  func write(to json: inout JSONText) {
    json.array("columns") { json in
      for column in columns {
        json.compact { json in
          json.object { json in
            json.string("key", column.key)
            json.string("title", column.title)
          }
        }
      }
    }
    json.array("rows") { json in for row in rows { write(row, nil, to: &json) } }
    // The word that names the sums is for people.
    if let row = totals.first {
      write(row.map { if case .text = $0 { .blank } else { $0 } }, "totals", to: &json)
    }
  }

  private func write(_ row: [Cell], _ key: String?, to json: inout JSONText) {
    json.compact { json in
      json.object(key) { json in for (column, cell) in zip(columns, row) { cell.write(column.key, to: &json) }
      }
    }
  }
}

extension Cell {
  fileprivate func write(_ key: String, to json: inout JSONText) {
    switch self {
    case .text(let text): json.string(key, text)
    case .count(let value), .extent(let value): json.integer(key, value)
    case .decimal(let value, _, _): json.number(key, value)
    case .shape(let extents): json.array(key) { json in for extent in extents { json.integer(nil, extent) } }
    case .partlyKnown(let value):
      json.string(key, nil)
      json.integer(key + "_known", value)
    case .unknown, .absent: json.string(key, nil)
    case .blank: break
    }
  }
}
