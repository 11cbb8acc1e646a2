import ArchDocuments
import ArchGraph

/// The layers of the language and its ready-made blocks as a report, a line each.
package struct LayerListReport: Report {
  private let reference: LayerReference
  private let blocks: [(name: String, summary: String)]
  /// The section of the blocks.
  private static let blockSection = "Ready-made blocks"

  /// A report of a reference.
  package init(_ reference: LayerReference, blocks: [(name: String, summary: String)]) {
    self.reference = reference
    self.blocks = blocks
  }

  /// Names with their sections and summaries.
  package var documents: [TableDocument] {
    var table = Table([.init("layer", .left), .init("section", .left), .init("summary", .left)])
    for (category, operators) in reference.sections {
      table.rows += operators.map {
        [.text($0.signature.name), .text(category.rawValue), .text($0.signature.summary)]
      }
    }
    table.rows += blocks.map { [.text($0.name), .text(Self.blockSection), .text($0.summary)] }
    return [
      TableDocument(label: "layers", title: "\(table.rows.count) layers and blocks", table: table)
    ]
  }

  /// The layers in sections.
  package func text(width: Int?) -> String {
    let width = reference.catalogue.names.map(\.count).max() ?? 0
    let lines = blocks.map { name, summary in
      "  \(name)\(String(repeating: " ", count: max(0, width - name.count)))  \(summary)\n"
    }
    return reference.list + "\n\(Self.blockSection)\n\(lines.joined())"
  }

  /// The whole reference as a page.
  package func markdown(numbers: NumberStyle) -> String { reference.markdown }

  /// Every layer with its arguments and formulas; `docs/json.md` describes it.
  package var json: String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", LayerReport.schema)
      json.array("layers") { json in
        for (category, operators) in reference.sections {
          for op in operators { json.object { LayerReport(op, in: category).write(&$0) } }
        }
      }
      json.array("blocks") { json in
        for (name, summary) in blocks {
          json.compact { json in
            json.object { json in
              json.string("name", name)
              json.string("summary", summary)
            }
          }
        }
      }
    }
    return json.text + "\n"
  }
}
