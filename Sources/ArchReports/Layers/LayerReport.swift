import ArchDocuments
import ArchGraph

/// One layer of the language as a report: its arguments, and its formulas below.
package struct LayerReport: Report {
  private let op: any Operator.Type
  private let section: Signature.Category
  /// The version of the JSON form.
  static let schema = 1

  private var signature: Signature { op.signature }

  init(_ op: any Operator.Type, in section: Signature.Category) {
    self.op = op
    self.section = section
  }

  /// Arguments with what they mean, and formulas as notes.
  package var documents: [TableDocument] {
    var table = Table(["argument", "meaning", "value", "default"].map { .init($0, .left) })
    table.rows = signature.arguments.map { argument in
      [
        .text(argument.name), .text(argument.help), .text(argument.kind.description),
        .text(LayerReference.fallback(of: argument)),
      ]
    }
    let formulas = LayerReference.formulas(of: op).map { TableDocument.Note($0.name, $0.formula) }
    return [
      TableDocument(
        label: signature.name, title: LayerReference.usage(signature),
        details: [signature.summary] + signature.notes, table: table, notes: formulas)
    ]
  }

  /// As people read it.
  package func text(width: Int?) -> String { LayerReference.text(of: op) }

  /// The layer with its arguments and formulas; `docs/json.md` describes it.
  package var json: String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", Self.schema)
      write(&json)
    }
    return json.text + "\n"
  }

  func write(_ json: inout JSONText) {
    json.string("name", signature.name)
    json.string("section", section.rawValue)
    json.string("summary", signature.summary)
    json.string("usage", LayerReference.usage(signature))
    json.array("arguments") { json in
      for argument in signature.arguments {
        json.compact { json in
          json.object { json in
            json.string("name", argument.name)
            json.string("meaning", argument.help)
            json.string("value", argument.kind.description)
            json.string("default", argument.defaultValue?.description ?? argument.otherwise)
          }
        }
      }
    }
    json.array("formulas") { json in
      for (name, formula) in LayerReference.formulas(of: op) {
        json.compact { json in
          json.object { json in
            json.string("name", name)
            json.string("formula", formula)
          }
        }
      }
    }
    json.array("notes") { json in for note in signature.notes { json.string(nil, note) } }
  }
}
