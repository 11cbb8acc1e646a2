import ArchAnalysis
import ArchDocuments

/// The conventions by which work and parameters can be counted, as a report.
package struct ConventionReport: Sendable {
  /// All conventions.
  package init() {}

  private var table: Table {
    var table = Table([
      .init("name", .left), .init("of", .left, key: "title", mayShrink: true, sacrifice: 2),
      .init("unit", .left),
      .init("counts", .left, key: "summary", mayShrink: true),
      .init("note", .left, key: "remarks", mayShrink: true, sacrifice: 1),
    ])
    table.rows = Convention.all.map { convention in
      [
        .text(convention.name), .text(convention.title), .text(convention.unit.rawValue),
        .text(convention.summary),
        convention.remarks.isEmpty ? .blank : .text(convention.remarks.map(\.text).joined(separator: "; ")),
      ]
    }
    return table
  }
}

extension ConventionReport: Report {
  /// The list.
  package var documents: [TableDocument] {
    [TableDocument(label: "conventions", title: "\(Convention.all.count) conventions", table: table)]
  }

  /// A paragraph for each convention.
  package func text(width: Int?) -> String {
    Convention.all.map { convention in
      let remarks = convention.remarks.map { "  note: \($0.text)\n" }.joined()
      return
        "\(convention.name): \(convention.title), \(convention.unit.rawValue)\n  \(convention.summary)\n\(remarks)"
    }.joined(separator: "\n")
  }

  /// The list in JSON, see `docs/json.md`.
  package var json: String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", SummaryReport.schema)
      json.array("conventions") { json in
        for convention in Convention.all {
          json.object { json in
            json.string("name", convention.name)
            json.string("title", convention.title)
            json.string("unit", convention.unit.rawValue)
            json.string("summary", convention.summary)
            json.array("remarks") { json in for remark in convention.remarks { json.string(nil, remark.text) }
            }
          }
        }
      }
    }
    return json.text + "\n"
  }
}
