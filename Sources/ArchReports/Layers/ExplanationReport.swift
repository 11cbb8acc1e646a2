import ArchDocuments

/// The working of one layer or of several as a report.
package struct ExplanationReport: Report {
  private let explanations: [Explanation]

  /// A report of explanations.
  package init(_ explanations: [Explanation]) { self.explanations = explanations }

  private static let columns: [Table.Column] = [
    .init("section", .left), .init("figure", .left, key: "name"), .init("symbols", .left),
    .init("values", .left), .init("result"),
  ]

  private static func rows(of explanation: Explanation) -> [[Cell]] {
    explanation.sections.flatMap { section in
      section.lines.map { line in
        let result = Int(line.result.filter { $0 != "," }).map { Cell.count($0) }
        return [
          .text(section.title), .text(line.name), .text(line.symbols), .text(line.values),
          result ?? .text(line.result),
        ]
      }
    }
  }

  /// A table for each layer, its remarks below.
  package var documents: [TableDocument] {
    explanations.map { explanation in
      var table = Table(Self.columns)
      table.rows = Self.rows(of: explanation)
      let notes = explanation.sections.flatMap { section in
        section.remarks.map { TableDocument.Note(section.title, $0) }
      }
      return TableDocument(
        label: explanation.path, title: explanation.heading[0],
        details: Array(explanation.heading.dropFirst()), table: table, notes: notes)
    }
  }

  /// The rows of all layers in one table.
  package func csv(numbers: NumberStyle) -> String {
    var table = Table([.init("layer", .left)] + Self.columns)
    for explanation in explanations {
      table.rows += Self.rows(of: explanation).map { [.text(explanation.path)] + $0 }
    }
    return table.csv(numbers: numbers)
  }

  /// The explanations one after another.
  package func text(width: Int?) -> String { explanations.map(\.text).joined(separator: "\n") }

  /// Every layer with its sections; `docs/json.md` describes it.
  package var json: String { Explanation.json(explanations) }
}
