import ArchDocuments

/// Whether networks are well formed and their claims hold, a line for each.
package struct CheckReport: Report {
  /// What is known of a network.
  package struct Entry: Sendable {
    /// Its name.
    package var name: String
    /// How many claims it makes, and how many of them fail, or `nil` if it has errors, which are reported elsewhere.
    package var claims: (made: Int, failed: Int)?

    /// What is known of a network.
    package init(name: String, claims: (made: Int, failed: Int)?) {
      self.name = name
      self.claims = claims
    }

    /// Whether it has no errors and its claims hold.
    package var holds: Bool { claims?.failed == 0 }

    var verdict: String {
      switch claims {
      case nil: "has errors"
      case (0, _)?: "ok (no claims)"
      case (1, 0)?: "ok (1 claim)"
      case (let made, 0)?: "ok (\(made) claims)"
      case (1, let failed)?: "fails in \(failed) of 1 claim"
      case (let made, let failed)?: "fails in \(failed) of \(made) claims"
      }
    }
  }

  private let entries: [Entry]
  private let isQuiet: Bool
  /// The version of the JSON form.
  private static let schema = 1

  /// A report of networks.
  ///
  /// - Parameter isQuiet: whether text leaves out what holds.
  package init(_ entries: [Entry], isQuiet: Bool = false) {
    self.entries = entries
    self.isQuiet = isQuiet
  }

  /// Networks with their verdicts.
  package var documents: [TableDocument] {
    var table = Table([
      .init("network", .left), .init("claims"), .init("failed"), .init("verdict", .left, mayShrink: true),
    ])
    table.rows = entries.map { entry in
      [
        .text(entry.name), entry.claims.map { .extent($0.made) } ?? .absent,
        entry.claims.map { .extent($0.failed) } ?? .absent, .text(entry.verdict),
      ]
    }
    let title = entries.count == 1 ? "Claims of \(entries[0].name)" : "Claims of \(entries.count) networks"
    return [TableDocument(label: "claims", title: title, table: table)]
  }

  /// A line for each network.
  package func text(width: Int?) -> String {
    let width = entries.map(\.name.count).max() ?? 0
    return entries.filter { !($0.holds && isQuiet) }.map { entry in
      "\(entry.name)\(String(repeating: " ", count: width - entry.name.count))  \(entry.verdict)\n"
    }.joined()
  }

  /// An object for each network; `docs/json.md` describes it.
  package var json: String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", Self.schema)
      json.array("networks") { json in
        for entry in entries {
          json.compact { json in
            json.object { json in
              json.string("network", entry.name)
              json.boolean("holds", entry.holds)
              json.integer("claims", entry.claims?.made)
              json.integer("failed", entry.claims?.failed)
            }
          }
        }
      }
    }
    return json.text + "\n"
  }
}
