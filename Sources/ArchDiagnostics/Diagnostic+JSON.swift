import ArchDocuments

extension JSONText {
  /// Diagnostics as an editor reads them: positions from 1, the end exclusive.
  package static func diagnostics(_ items: [Diagnostic]) -> String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", 1)
      json.array("diagnostics") { json in
        for item in items { json.object { $0.write(item) } }
      }
    }
    return json.text + "\n"
  }

  private mutating func write(_ item: Diagnostic) {
    let item = item.shown
    string("code", item.code)
    string("severity", item.severity.rawValue)
    string("message", item.title)
    string("file", item.place.file)
    integer("line", item.place.position?.line)
    integer("column", item.place.position?.column)
    var end: SourceText.Position?
    if case .text(let source, _, let upper) = item.place { end = source.position(of: Int(upper)) }
    integer("end_line", end?.line)
    integer("end_column", end?.column)
    compact { json in
      json.array("evidence") { json in for line in item.evidence { json.string(nil, line) } }
      json.array("trail") { json in for line in item.trail { json.string(nil, line) } }
    }
    string("help", item.help)
  }
}
