import ArchDocuments

/// A ready-made block of the language as a report: what it is and how it is written.
package struct BlockReport: Report {
  private let name: String
  private let summary: String
  private let definition: String

  /// A report of a block.
  package init(name: String, summary: String, definition: String) {
    self.name = name
    self.summary = summary
    self.definition = definition
  }

  /// The lines of its definition.
  package var documents: [TableDocument] {
    var table = Table([.init("definition", .left)])
    table.rows = definition.split(separator: "\n").map { [.text(String($0))] }
    return [TableDocument(label: name, title: name, details: [summary], table: table)]
  }

  /// As people read it.
  package func text(width: Int?) -> String { "\(summary)\n\n\(definition)" }

  /// With its definition as a block of code.
  package func markdown(numbers: NumberStyle) -> String {
    "**\(name)**\n\n\(summary)\n\n```\n\(definition)```\n"
  }

  /// With its definition as one string; `docs/json.md` describes it.
  package var json: String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", LayerReport.schema)
      json.string("name", name)
      json.string("summary", summary)
      json.string("definition", definition)
    }
    return json.text + "\n"
  }
}
