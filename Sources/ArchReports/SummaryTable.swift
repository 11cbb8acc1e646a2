import ArchAnalysis
import ArchGraph

/// How a summary is to look.
public struct SummaryOptions: Sendable {
  /// The columns; nil for the usual ones.
  public var columns: [SummaryColumn]?
  /// What has a row of its own.
  public var rows = RowChoice.layers
  /// The order of axes in shapes.
  public var layout = Layout.chw
  /// The type that elements are stored as.
  public var element = ElementType.float32

  /// The usual summary.
  public init() {}
}

/// The layer table of a network with what stands above and below it.
public struct SummaryReport: Sendable {
  /// The figures.
  public let analysis: Analysis
  /// How it is to look.
  public let options: SummaryOptions
  /// The rows.
  public let rows: [SummaryRow]

  /// Lays a summary out.
  public init(_ analysis: Analysis, _ options: SummaryOptions = SummaryOptions()) {
    self.analysis = analysis
    self.options = options
    rows = analysis.rows(options.rows)
  }

  /// The columns that are shown.
  public var columns: [SummaryColumn] {
    if let columns = options.columns { return columns }
    guard analysis.totals.frozen > 0 else { return SummaryColumn.standard }
    return SummaryColumn.standard.flatMap { $0 == .params ? [.params, .trainable] : [$0] }
  }

  /// The table.
  public var table: Table {
    var table = Table(columns.map(\.column))
    for row in rows { table.rows.append(columns.map { cell($0, of: row) }) }
    var totals = columns.map(total)
    if totals.contains(where: { $0 != .blank }) {
      // The word stands where no sum does.
      if let free = totals.firstIndex(of: .blank) { totals[free] = "total" }
      table.totals = [totals]
    }
    return table
  }

  private func sum(_ row: SummaryRow, _ value: (Analysis.LayerFigures) -> Int) -> Int {
    row.nodes.reduce(0) { $0 + value(analysis.layers[$1]) }
  }

  private func work(_ known: Int, of nodes: [Node.ID]) -> Cell {
    guard nodes.contains(where: { analysis.layers[$0].unknownWork != nil }) else { return .count(known) }
    return known == 0 ? .unknown : .partlyKnown(known)
  }

  private func cell(_ column: SummaryColumn, of row: SummaryRow) -> Cell {
    let main = analysis.graph.nodes[row.main]
    return switch column {
    case .layer: .text(row.path)
    case .operator: .text(row.text)
    case .input:
      analysis.graph.nodes[row.nodes[0]].inputShapes.first.map { .shape(options.layout.dimensions(of: $0)) }
        ?? .absent
    case .output: .shape(options.layout.dimensions(of: main.shape))
    case .weights: weights(of: row)
    case .size: .count(main.shape.elementCount ?? 0)
    case .params:
      sum(row, \.parameters) == 0 && row.nodes.contains { analysis.layers[$0].sharesWith != nil }
        ? "shared" : .count(sum(row, \.parameters))
    case .trainable: .count(sum(row) { $0.isFrozen ? 0 : $0.parameters })
    case .buffers: .count(sum(row, \.buffers))
    case .bytes: bytes(sum(row) { $0.parameters + $0.buffers })
    case .macs: work(sum(row, \.multiplyAdds), of: row.nodes)
    case .flops: work(sum(row, \.flops), of: row.nodes)
    case .share:
      analysis.totals.multiplyAdds == 0
        ? .absent
        : .decimal(
          100 * Double(sum(row, \.multiplyAdds)) / Double(analysis.totals.multiplyAdds), decimals: 1,
          unit: "%")
    case .field: field(of: row.main) { $0.size.map { .extent($0) } ?? "all" }
    case .stride: field(of: row.main) { $0.strideValue.map { .text(NumberText.short($0)) } ?? .absent }
    case .offset: field(of: row.main) { $0.offset.map { .text("\($0)") } ?? "?" }
    }
  }

  /// The weights of the only layer that has any, in the order of the axes of the layout.
  private func weights(of row: SummaryRow) -> Cell {
    let shapes = row.nodes.compactMap { id -> Shape? in
      guard let weights = analysis.graph.nodes[id].weights else { return nil }
      return analysis.graph.weights[weights].parameters.first { $0.shape.rank > 1 }?.shape
    }
    guard shapes.count == 1, let shape = shapes.first else { return .absent }
    return .shape(options.layout.dimensions(ofWeights: shape))
  }

  private func bytes(_ elements: Int) -> Cell {
    let (bytes, overflow) = elements.multipliedReportingOverflow(by: options.element.bytes)
    return overflow ? "too many" : .count(bytes)
  }

  private func field(of node: Node.ID, _ value: (AxisField) -> Cell) -> Cell {
    switch analysis.layers[node].field {
    case .axes(let axes)?:
      let cells = axes.map(value)
      guard let first = cells.first else { return .absent }
      return cells.allSatisfy { $0 == first }
        ? first : .text(cells.map { $0.text(.separated) }.joined(separator: ", "))
    case .whole?: return "whole"
    case .unknown?, nil: return .absent
    }
  }

  private func total(_ column: SummaryColumn) -> Cell {
    let totals = analysis.totals
    return switch column {
    case .params: .count(totals.parameters)
    case .trainable: .count(totals.trainable)
    case .buffers: .count(totals.buffers)
    case .bytes: bytes(totals.parameters + totals.buffers)
    case .macs: work(totals.multiplyAdds, of: totals.unknownLayers)
    case .flops: work(totals.flops, of: totals.unknownLayers)
    case .share: totals.multiplyAdds == 0 ? .blank : .decimal(100, decimals: 1, unit: "%")
    case .layer, .operator, .input, .output, .weights, .size, .field, .stride, .offset: .blank
    }
  }

  // MARK: Around the table

  /// The name and source of the network, its inputs and its batch.
  public var heading: [String] {
    let graph = analysis.graph
    let inputs = graph.inputs.map { id in
      "\(graph.nodes[id].name) \(options.layout.text(graph.nodes[id].shape))"
    }
    var lines = [graph.source.map { "\(graph.name): \($0)" } ?? graph.name]
    lines.append("input \(inputs.joined(separator: ", ")), batch \(analysis.batch)")
    return lines
  }

  /// The totals in words, each with its convention.
  public var notes: [TableDocument.Note] {
    let totals = analysis.totals
    let number = NumberText.grouped
    var parameters = number(totals.parameters)
    if totals.frozen > 0 {
      parameters += ", \(number(totals.trainable)) trainable and \(number(totals.frozen)) frozen"
    }
    parameters +=
      " (\(NumberText.bytes(Double(totals.parameters) * Double(options.element.bytes))) as \(options.element.rawValue))"
    if totals.buffers > 0 { parameters += ", and \(number(totals.buffers)) in buffers" }
    let size = NumberText.bytes(Double(totals.activations) * Double(options.element.bytes))
    return [
      .init("parameters", parameters),
      .init("multiply-adds", "\(number(totals.multiplyAdds)): \(WorkView.multiplyAdds.convention)"),
      .init("FLOPs", "\(number(totals.flops)): \(WorkView.flops.convention)"),
      .init("activations", "\(number(totals.activations)) elements written by all layers (\(size))"),
    ] + peak + [.init("depth", "\(totals.depth) layers with weights on the longest path")] + unknown
  }

  /// Where values stand when the network runs; nil where that is beyond all counting.
  var plan: MemoryPlan? { try? MemoryPlan(analysis.graph, batch: analysis.batch) }

  private var peak: [TableDocument.Note] {
    guard let plan, let worst = plan.worst else { return [] }
    let bytes = NumberText.bytes(Double(plan.extent) * Double(options.element.bytes))
    return [.init("peak memory", "\(bytes) of values when it runs, at `\(analysis.graph.path(of: worst))`")]
  }

  /// What the columns count, for a document that has the totals in the table itself.
  private var conventions: [TableDocument.Note] {
    var notes: [TableDocument.Note] = []
    let columns = Set(columns)
    if !columns.isDisjoint(with: [.macs, .share]) {
      notes.append(.init("multiply-adds", WorkView.multiplyAdds.convention))
    }
    if columns.contains(.flops) { notes.append(.init("FLOPs", WorkView.flops.convention)) }
    if columns.contains(.bytes) {
      notes.append(.init("bytes", "parameters and buffers as \(options.element.rawValue)"))
    }
    if columns.contains(.field) {
      notes.append(.init("field", "positions of the input that one position sees"))
    }
    if columns.contains(.operator) {
      notes += rows.compactMap { row in row.note.map { .init("first block of \(row.path)", $0) } }
    }
    return notes + (columns.isDisjoint(with: [.macs, .flops, .share]) ? [] : unknown)
  }

  private var unknown: [TableDocument.Note] {
    let layers = analysis.totals.unknownLayers
    guard !layers.isEmpty else { return [] }
    let names = layers.map { analysis.graph.path(of: $0) }.joined(separator: ", ")
    return [.init("unknown", "the work of \(names) depends on the data and is in no sum")]
  }

  /// The table for a document, with what it counts.
  public var document: TableDocument {
    TableDocument(
      label: analysis.graph.name, title: heading[0], details: [heading[1]], table: table, notes: conventions)
  }

  /// The whole report for a terminal of `width` columns; nil is as wide as it needs.
  public func text(width: Int?) -> String {
    let (table, omitted) = table.text(width: width)
    var notes = notes
    if !omitted.isEmpty {
      notes.append(
        .init("left out", "\(omitted.joined(separator: ", ")): too narrow a window; `--columns` chooses"))
    }
    let indent = 15
    let lines = notes.map { $0.term + String(repeating: " ", count: indent - $0.term.count) + $0.text + "\n" }
    return heading.joined(separator: "\n") + "\n\n" + table + "\n" + lines.joined()
  }

  /// The report in Markdown.
  public var markdown: String {
    TableDocument(
      label: analysis.graph.name, title: heading[0], details: [heading[1]], table: table, notes: notes
    ).markdown()
  }

  /// The rows with exact numbers, for spreadsheets and scripts.
  public var csv: String { table.csv() }
}
