import ArchAnalysis
import ArchDocuments
import ArchGraph

/// The bridges from our count of a network to those of other conventions.
package struct BridgeReport: Sendable {
  private let analysis: Analysis
  private let bridges: [Bridge]

  /// A report of the requested conventions.
  ///
  /// - Throws: ``Overflow`` if a count is beyond the range of 64-bit integers.
  package init(_ analysis: Analysis, to countings: [Counting]) throws(Overflow) {
    self.analysis = analysis
    bridges = try countings.map { counting throws(Overflow) in try Bridge(analysis, to: counting) }
  }

  /// The terms of one bridge below each other.
  private func table(_ bridge: Bridge) -> Table {
    var table = Table([
      .init("", .left, key: "sign"), .init("times"), .init("what", .left, mayShrink: true),
      .init("of", .left, key: "layers", sacrifice: 2), .init("each", key: "quantity", sacrifice: 1),
      .init("count"),
    ])
    table.rows.append([
      .blank, Self.times(bridge.perMultiplyAdd), "our multiply-adds", .blank, .count(bridge.multiplyAdds),
      .count(bridge.perMultiplyAdd * bridge.multiplyAdds),
    ])
    for term in bridge.terms {
      table.rows.append([
        term.factor < 0 ? "-" : "+", Self.times(abs(term.factor)), .text(term.subject.title),
        .text("\(term.layers.count) \(term.layers.count == 1 ? "layer" : "layers")"), .count(term.quantity),
        .count(abs(term.count)),
      ])
    }
    table.totals = [["=", .blank, .text(bridge.counting.name), .blank, .blank, .count(bridge.count)]]
    return table
  }

  private static func times(_ factor: Int) -> Cell { factor == 1 ? .blank : .text("\(factor) x") }

  private func notes(_ bridge: Bridge) -> [TableDocument.Note] {
    let convention = bridge.counting.convention
    let number = NumberText.scaled(bridge.count, digits: 4)
    return [
      .init(
        bridge.counting.name,
        "\(convention.title): \(number) \(convention.unit.rawValue), \(convention.summary)")
    ] + convention.remarks(on: analysis.graph).map { .init("note", $0) }
  }

  private var heading: [String] { SummaryReport(analysis).heading }
}

extension BridgeReport: Report {
  /// A table for each convention.
  package var documents: [TableDocument] {
    bridges.map { bridge in
      TableDocument(
        label: "\(analysis.graph.name)-\(bridge.counting.name)",
        title: "\(analysis.graph.name): from multiply-adds to \(bridge.counting.convention.title)",
        details: [heading[1]], table: table(bridge), notes: notes(bridge))
    }
  }

  /// The bridges one after another.
  package func text(width: Int?) -> String {
    heading.joined(separator: "\n") + "\n"
      + bridges.map { bridge in
        let notes = notes(bridge).map { "\($0.term): \($0.text)\n" }.joined()
        return "\n" + table(bridge).text(width: width).text + "\n" + notes
      }.joined()
  }

  /// The rows of all bridges, each with its convention.
  package func csv(numbers: NumberStyle) -> String {
    var table = Table([
      .init("convention", .left), .init("times"), .init("what", .left), .init("quantity"), .init("count"),
    ])
    for bridge in bridges {
      let name = Cell.text(bridge.counting.name)
      table.rows.append([
        name, .extent(bridge.perMultiplyAdd), "our multiply-adds", .count(bridge.multiplyAdds),
        .count(bridge.perMultiplyAdd * bridge.multiplyAdds),
      ])
      for term in bridge.terms {
        table.rows.append([
          name, .extent(term.factor), .text(term.subject.title), .count(term.quantity), .count(term.count),
        ])
      }
      table.rows.append([name, .absent, "in all", .absent, .count(bridge.count)])
    }
    return table.csv(numbers: numbers)
  }

  /// The bridges in JSON, see `docs/json.md`.
  package var json: String {
    let graph = analysis.graph
    let paths = graph.paths
    var json = JSONText()
    json.object { json in
      json.integer("schema", SummaryReport.schema)
      json.string("network", graph.name)
      json.integer("batch", analysis.batch)
      json.integer("multiply_adds", analysis.totals.multiplyAdds)
      json.array("with") { json in
        for bridge in bridges {
          json.object { json in
            json.string("convention", bridge.counting.name)
            json.string("title", bridge.counting.convention.title)
            json.string("unit", bridge.counting.convention.unit.rawValue)
            json.integer("count", bridge.count)
            json.integer("per_multiply_add", bridge.perMultiplyAdd)
            json.array("terms") { json in
              for term in bridge.terms {
                json.object { json in
                  json.string("what", term.subject.title)
                  json.integer("factor", term.factor)
                  json.integer("quantity", term.quantity)
                  json.integer("count", term.count)
                  json.array("layers") { json in for id in term.layers { json.string(nil, paths[id]) } }
                }
              }
            }
            json.array("remarks") { json in
              for remark in bridge.counting.convention.remarks(on: graph) { json.string(nil, remark) }
            }
          }
        }
      }
    }
    return json.text + "\n"
  }
}
