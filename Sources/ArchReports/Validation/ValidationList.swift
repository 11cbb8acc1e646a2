import ArchDocuments

/// Validations of several networks as a report, a line for each.
package struct ValidationList: Report {
  /// How the validation of a network ended.
  package enum Outcome {
    /// It was run.
    case run(ValidationReport)
    /// It cannot be run here, for a reason; that is not a failed prediction.
    case skipped(String)
    /// There is no such network, or it has errors, which are reported elsewhere.
    case hasErrors

    /// Whether nothing is known to be wrong with it.
    package var isWithoutFault: Bool {
      switch self {
      case .run(let report): report.holds
      case .skipped: true
      case .hasErrors: false
      }
    }
  }

  private let entries: [(name: String, outcome: Outcome)]
  private let isQuiet: Bool
  /// The most failures of one network that are listed.
  private static let mostFailures = 5

  /// A report of validations.
  ///
  /// - Parameter isQuiet: whether text leaves out what holds.
  package init(_ entries: [(name: String, outcome: Outcome)], isQuiet: Bool = false) {
    self.entries = entries
    self.isQuiet = isQuiet
  }

  private static func words(_ outcome: Outcome) -> (verdict: String, failures: [String]) {
    switch outcome {
    case .run(let report) where report.holds: ("holds", [])
    case .run(let report): ("fails", Array(report.failureLines.prefix(mostFailures)))
    case .skipped(let reason): ("skipped: \(reason)", [])
    case .hasErrors: ("has errors", [])
    }
  }

  /// Networks with their verdicts, and failures below.
  package var documents: [TableDocument] {
    var table = Table([.init("network", .left), .init("verdict", .left, mayShrink: true)])
    var notes: [TableDocument.Note] = []
    for (name, outcome) in entries {
      let (verdict, failures) = Self.words(outcome)
      table.rows.append([.text(name), .text(verdict)])
      notes += failures.map { TableDocument.Note(name, $0) }
    }
    return [
      TableDocument(
        label: "validation", title: "Validation of \(entries.count) networks", table: table, notes: notes)
    ]
  }

  /// A line for each network, and some for its failures.
  package func text(width: Int?) -> String {
    entries.map { name, outcome in
      let (verdict, failures) = Self.words(outcome)
      if isQuiet, verdict == "holds" { return "" }
      return "\(name)  \(verdict)\n" + failures.map { "  \($0)\n" }.joined()
    }.joined()
  }

  /// A document for each network, one after another; `docs/json.md` describes them.
  package var json: String {
    entries.map { name, outcome in
      switch outcome {
      case .run(let report): return report.json
      case .skipped(let reason): return Self.json(name) { $0.string("skipped", reason) }
      case .hasErrors: return Self.json(name) { $0.boolean("has_errors", true) }
      }
    }.joined()
  }

  private static func json(_ name: String, _ rest: (inout JSONText) -> Void) -> String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", ValidationReport.schema)
      json.string("network", name)
      rest(&json)
    }
    return json.text + "\n"
  }
}
