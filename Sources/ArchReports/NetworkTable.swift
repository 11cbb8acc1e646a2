import ArchAnalysis
import ArchDiagnostics
import ArchGraph

/// The columns of a table with a row for each network.
public enum NetworkColumn: String, TableColumn {
  /// The name of the network, with the settings it was asked for with.
  case network
  /// Where it comes from.
  case source
  /// The shapes of its inputs.
  case input
  /// The most layers with weights on a path.
  case depth
  /// Parameters.
  case params
  /// Parameters that are learnt.
  case trainable
  /// Parameters that are kept, but not learnt.
  case buffers
  /// The size of the parameters in millions of bytes.
  case mb
  /// The size of the parameters in units of 2^20 bytes.
  case mib
  /// Multiply-adds.
  case macs
  /// All arithmetic operations.
  case flops
  /// The elements that all layers write.
  case activations
  /// Published accuracy of the first guess, in per cent.
  case top1
  /// Published accuracy of the first five guesses, in per cent.
  case top5

  /// What stands in tables unless the user chooses; accuracies only where a network has one.
  public static let standard: [NetworkColumn] = [.network, .depth, .params, .mb, .mib, .macs]

  /// The heading, and how the column gives way where there is little room.
  public var heading: Table.Column {
    switch self {
    case .network: .init("network", .left)
    case .source: .init("source", .left, mayShrink: true)
    case .input: .init("input", .left)
    case .depth: .init("depth")
    case .params: .init("parameters")
    case .trainable: .init("trainable")
    case .buffers: .init("buffers")
    case .mb: .init("MB")
    case .mib: .init("MiB")
    case .macs: .init("multiply-adds")
    case .flops: .init("FLOPs")
    case .activations: .init("activations")
    case .top1: .init("top-1 (%)")
    case .top5: .init("top-5 (%)")
    }
  }
}

/// The comparison table of a paper: a row for each network.
public struct NetworkTable: Sendable {
  /// A network with the name that its row has.
  public struct Entry: Sendable {
    /// The name, with the settings it was asked for with.
    public var name: String
    /// Its figures.
    public var analysis: Analysis

    /// A row of the table.
    public init(name: String, analysis: Analysis) {
      self.name = name
      self.analysis = analysis
    }
  }

  /// The networks in the order of their rows.
  public let entries: [Entry]
  /// The columns that are shown.
  public let columns: [NetworkColumn]
  /// The order of axes in shapes.
  public let layout: Layout
  /// The type that parameters are stored as.
  public let element: ElementType

  /// Lays the table out; without columns it has the usual ones.
  public init(
    _ entries: [Entry], columns: [NetworkColumn]? = nil, layout: Layout = .chw,
    element: ElementType = .float32
  ) {
    self.entries = entries
    self.layout = layout
    self.element = element
    self.columns =
      columns
      ?? NetworkColumn.standard
      + [(NetworkColumn.top1, \Published.top1), (.top5, \.top5)].compactMap { column, figure in
        entries.contains { $0.analysis.graph.published?[keyPath: figure] != nil } ? column : nil
      }
  }

  /// The table.
  public var table: Table {
    var table = Table(columns.map(\.column))
    table.rows = entries.map { entry in columns.map { cell($0, of: entry) } }
    return table
  }

  private func cell(_ column: NetworkColumn, of entry: Entry) -> Cell {
    let graph = entry.analysis.graph
    let totals = entry.analysis.totals
    func work(_ known: Int) -> Cell {
      totals.unknownLayers.isEmpty ? .count(known) : known == 0 ? .unknown : .partlyKnown(known)
    }
    func size(in unit: Double) -> Cell {
      .decimal(Double(totals.parameters) * Double(element.bytes) / unit, decimals: 1)
    }
    return switch column {
    case .network: .text(entry.name)
    case .source: graph.source.map { .text($0) } ?? .absent
    case .input: input(graph)
    case .depth: .extent(totals.depth)
    case .params: .count(totals.parameters)
    case .trainable: .count(totals.trainable)
    case .buffers: .count(totals.buffers)
    case .mb: size(in: 1e6)
    case .mib: size(in: 1_048_576)
    case .macs: work(totals.multiplyAdds)
    case .flops: work(totals.flops)
    case .activations: .count(totals.activations)
    case .top1: graph.published?.top1.map { .decimal($0) } ?? .absent
    case .top5: graph.published?.top5.map { .decimal($0) } ?? .absent
    }
  }

  private func input(_ graph: Graph) -> Cell {
    let shapes = graph.inputs.map { Cell.shape(layout.dimensions(of: graph.nodes[$0].shape)) }
    guard shapes.count != 1, !shapes.isEmpty else { return shapes.first ?? .absent }
    return .text(shapes.map { $0.text(.exact) }.joined(separator: ", "))
  }

  // MARK: Around the table

  /// The table for a document, with what it counts and who measured.
  public var document: TableDocument {
    TableDocument(
      label: "comparison", title: "Comparison of \(entries.count) networks", details: details, table: table,
      notes: notes)
  }

  /// The input of all networks, where it is one.
  private var details: [String] {
    let batch = entries.first.map { "batch \($0.analysis.batch)" } ?? ""
    let inputs = Set(entries.map { input($0.analysis.graph).text(.exact) })
    return [inputs.count == 1 ? "input \(inputs.first ?? ""), \(batch)" : batch]
  }

  private var notes: [TableDocument.Note] {
    var notes: [TableDocument.Note] = []
    if columns.contains(.depth) { notes.append(.init("depth", "layers with weights on the longest path")) }
    if columns.contains(.mb) || columns.contains(.mib) {
      notes.append(
        .init(
          "size", "that of the parameters as \(element.rawValue); 1 MB is 1,000,000 bytes, 1 MiB 1,048,576"))
    }
    if columns.contains(.macs) { notes.append(.init("multiply-adds", WorkView.multiplyAdds.convention)) }
    if columns.contains(.flops) { notes.append(.init("FLOPs", WorkView.flops.convention)) }
    if columns.contains(.top1) || columns.contains(.top5), let sources = accuracySources {
      notes.append(.init("accuracy", sources))
    }
    if columns.contains(.macs) || columns.contains(.flops) {
      let names = entries.filter { !$0.analysis.totals.unknownLayers.isEmpty }.map(\.name)
      if !names.isEmpty {
        notes.append(.init("unknown", "work that depends on the data, in \(names.joined(separator: ", "))"))
      }
    }
    return notes
  }

  /// Who measured what; the networks are named where there are several sources.
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
  public var json: String {
    var json = JSONText()
    json.object { json in
      json.integer("schema", SummaryReport.schema)
      json.integer("batch", entries.first?.analysis.batch)
      json.string("layout", layout.rawValue)
      json.string("element_type", element.rawValue)
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

extension JSONText {
  /// Writes published figures and their source.
  mutating func write(_ published: Published) {
    string("source", published.source)
    for figure in Published.figures { number(figure.name, published[keyPath: figure.path]) }
  }
}
