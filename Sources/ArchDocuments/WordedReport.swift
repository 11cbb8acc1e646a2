/// A report with changed words.
package struct WordedReport<Base: Report>: Report {
  private let base: Base
  private let words: DocumentWords

  /// A report with its words.
  package init(_ base: Base, _ words: DocumentWords) {
    self.base = base
    self.words = words
  }

  /// The tables with their columns, names, caption and label.
  package var documents: [TableDocument] {
    base.documents.map { document in
      var document = document
      document.table = words.table(document.table)
      document.caption = words.caption
      document.usesSIUnits = words.usesSIUnits
      if let label = words.label { document.label = label }
      return document
    }
  }

  /// The tables, or the report's own text if no column or name is changed.
  package func text(width: Int?) -> String {
    guard !words.styles.isEmpty || words.decimals != nil || !words.names.isEmpty || words.caption != nil
    else {
      return base.text(width: width)
    }
    return documents.map { document in
      let notes = document.notes.map { "\($0.term): \($0.text)\n" }.joined()
      let heading = words.caption.map { "\($0)\n\n" } ?? ""
      return heading + document.table.text(width: width).text + (notes.isEmpty ? "" : "\n" + notes)
    }.joined(separator: "\n")
  }

  /// Exact numbers, which the words do not change.
  package var json: String { base.json }
}
