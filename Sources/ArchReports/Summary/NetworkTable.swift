import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// The columns of a table with a row for each network.
package typealias NetworkColumn = Column<NetworkWords>

/// The columns of such a table besides figures.
package enum NetworkWords: String, TableWords {
  /// The name of the network, with the settings it was requested with.
  case network
  /// Where it comes from.
  case source
  /// The shapes of its inputs.
  case input

  /// The names of all columns; every command line asks for them, so nothing generic computes them.
  package static let names = allCases.map { $0.rawValue } + Figure.all.filter { has($0) }.map { $0.name }

  /// The heading, and how the column shrinks if there is little room.
  package var heading: Table.Column {
    switch self {
    case .network: .init("network", .left)
    case .source: .init("source", .left, mayShrink: true, sacrifice: 3)
    case .input: .init("input", .left, sacrifice: 6)
    }
  }

  /// Every figure applies to whole networks.
  package static func has(_ figure: Figure) -> Bool { true }
}

extension NetworkColumn {
  /// The columns unless the user chooses; accuracies only if a network has one.
  package static let standard: [NetworkColumn] =
    [.words(.network)]
    + [.depth, .parameters, .megabytes, .mebibytes, .multiplyAdds].map { .figure($0) }
}

/// The comparison table of a paper: a row for each network.
package struct NetworkTable: Sendable {
  /// A network and the name of its row.
  package struct Entry: Sendable {
    /// The name, with the settings it was requested with.
    package var name: String
    /// Its figures.
    package var analysis: Analysis

    /// A row of the table.
    package init(name: String, analysis: Analysis) {
      self.name = name
      self.analysis = analysis
    }
  }

  /// The networks in the order of their rows.
  package let entries: [Entry]
  /// The columns that are shown.
  package let columns: [NetworkColumn]
  /// The order of axes in shapes.
  package let layout: Layout
  /// The type that parameters are stored as.
  package let element: ElementTypes

  /// Lays out the table, with the usual columns if none are chosen.
  package init(
    _ entries: [Entry], columns: [NetworkColumn]? = nil, layout: Layout = .chw,
    element: ElementTypes = .float32, counting: Counting? = nil
  ) {
    self.entries = entries
    self.layout = layout
    self.element = element
    let chosen =
      columns
      ?? NetworkColumn.standard
      + [Figure.top1, .top5].filter { figure in
        entries.contains { figure.value(of: $0.analysis, element) != .absent }
      }.map { .figure($0) }
    self.columns = chosen.map { $0.counted(by: counting) }
  }

  /// The table.
  package var table: Table {
    var table = Table(columns.map(\.column))
    table.rows = entries.map { entry in columns.map { entry.cell($0, layout, element) } }
    return table
  }
  // MARK: Around the table

  /// The table for a document, with what it counts and who measured.
  package var document: TableDocument {
    TableDocument(
      label: "comparison", title: "Comparison of \(entries.count) networks", details: details, table: table,
      notes: notes)
  }

  /// The input of all networks, if they share it.
  private var details: [String] {
    let batch = entries.first.map { "batch \($0.analysis.batch)" } ?? ""
    let inputs = Set(entries.map { $0.cell(.words(.input), layout, element).text(.exact) })
    return [inputs.count == 1 ? "input \(inputs.first ?? ""), \(batch)" : batch]
  }

  private var notes: [TableDocument.Note] {
    let figures = columns.compactMap(\.figure)
    var notes = figures.conventions(element)
    if figures.contains(.top1) || figures.contains(.top5), let sources = accuracySources {
      notes.append(.init("accuracy", sources))
    }
    if figures.contains(where: \.isWork) {
      let names = entries.filter { !$0.analysis.totals.unknownLayers.isEmpty }.map(\.name)
      if !names.isEmpty {
        notes.append(.init("unknown", "work that depends on the data, in \(names.joined(separator: ", "))"))
      }
    }
    return notes
  }

  /// Who measured what; the networks are named if there are several sources.
  private var accuracySources: String? {
    var sources: [(text: String, names: [String])] = []
    for entry in entries {
      guard let source = entry.analysis.graph.published?.source else { continue }
      if let index = sources.firstIndex(where: { $0.text == source }) {
        sources[index].names.append(entry.name)
      } else {
        sources.append((source, [entry.name]))
      }
    }
    guard let first = sources.first else { return nil }
    return sources.count == 1
      ? first.text
      : sources.map { "\($0.text) (\($0.names.joined(separator: ", ")))" }.joined(separator: "; ")
  }

  /// The table in JSON, see `docs/json.md`.
  package var json: String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", SummaryReport.schema)
      json.integer("batch", entries.first?.analysis.batch)
      json.string("layout", layout.rawValue)
      json.string("element_type", element.description)
      json.conventions()
      table.write(to: &json)
      json.array("published") { json in
        for entry in entries {
          guard let published = entry.analysis.graph.published else { continue }
          json.compact { json in
            json.object { json in
              json.string("network", entry.name)
              json.write(published)
            }
          }
        }
      }
    }
    return json.text + "\n"
  }
}

extension NetworkTable: Report {
  /// The table.
  package var documents: [TableDocument] { [document] }

  /// The table with what it counts.
  package func text(width: Int?) -> String {
    let lines = document.notes.map { "\($0.term): \($0.text)\n" }
    return table.text(width: width).text + (lines.isEmpty ? "" : "\n") + lines.joined()
  }
}

extension NetworkTable.Entry {
  /// The cell of a column in the network's row.
  package func cell(_ column: NetworkColumn, _ layout: Layout, _ element: ElementTypes) -> Cell {
    let graph = analysis.graph
    switch column {
    case .words(.network): return .text(name)
    case .words(.source): return graph.source.map { .text($0) } ?? .absent
    case .words(.input):
      let shapes = graph.inputs.map { Cell.shape(layout.dimensions(of: graph.nodes[$0].shape)) }
      guard shapes.count != 1, !shapes.isEmpty else { return shapes.first ?? .absent }
      return .text(shapes.map { $0.text(.exact) }.joined(separator: ", "))
    case .figure(.depth): return .extent(analysis.totals.depth)
    case .figure(let figure): return figure.value(of: analysis, element).cell
    }
  }
}

extension JSONText {
  /// Writes published figures and their source.
  mutating func write(_ published: Published) {
    string("source", published.source)
    for figure in Published.figures { number(figure.name, published[keyPath: figure.path]) }
  }
}
