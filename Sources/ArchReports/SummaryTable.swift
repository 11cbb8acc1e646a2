import ArchAnalysis
import ArchGraph

/// The columns that a layer table can have.
public enum SummaryColumn: String, CaseIterable, Sendable {
  /// The path of the layer.
  case layer
  /// The operator with its arguments.
  case `operator`
  /// The shape of the output.
  case output
  /// The elements of the output of one example.
  case size
  /// Parameters.
  case params
  /// Parameters that are learnt.
  case trainable
  /// Parameters that are kept, but not learnt.
  case buffers
  /// The bytes of the parameters.
  case bytes
  /// Multiply-adds.
  case macs
  /// All arithmetic operations.
  case flops
  /// The share of all multiply-adds.
  case share
  /// The size of the receptive field.
  case field
  /// The stride of the receptive field.
  case stride
  /// Where the first position's receptive field begins.
  case offset

  /// What stands in tables unless the user chooses.
  public static let standard: [SummaryColumn] = [.layer, .operator, .output, .size, .params, .macs, .field]

  /// The column without its cells.
  var column: Table.Column {
    switch self {
    case .layer: .init("layer", .left, mayShrink: true)
    case .operator: .init("operator", .left, mayShrink: true, sacrifice: 4)
    case .output: .init("output", .left, sacrifice: 1)
    case .size: .init("size", sacrifice: 6)
    case .params: .init("parameters")
    case .trainable: .init("trainable", sacrifice: 3)
    case .buffers: .init("buffers", sacrifice: 8)
    case .bytes: .init("bytes", sacrifice: 9)
    case .macs: .init("multiply-adds", sacrifice: 2)
    case .flops: .init("FLOPs", sacrifice: 7)
    case .share: .init("share", sacrifice: 8)
    case .field: .init("field", sacrifice: 5)
    case .stride: .init("stride", sacrifice: 9)
    case .offset: .init("offset", sacrifice: 10)
    }
  }
}

/// How a summary is to look.
public struct SummaryOptions: Sendable {
  /// The columns; nil for the usual ones.
  public var columns: [SummaryColumn]?
  /// The names of a path down to which parts are given as one row; nil for every layer.
  public var depth: Int?
  /// Whether activations, dropout and views stand in the row of the layer they follow.
  public var isFolding = true
  /// The order of axes in shapes.
  public var layout = Layout.chw
  /// The type that elements are stored as.
  public var element = ElementType.float32
  /// Whether numbers have separators.
  public var hasSeparators = true

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
    rows =
      options.depth.map { analysis.groupRows(depth: $0) } ?? analysis.layerRows(folding: options.isFolding)
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
    table.totals = [columns.enumerated().map { $0 == 0 ? "total" : total($1) }]
    return table
  }

  private func number(_ value: Int) -> String {
    options.hasSeparators ? NumberText.grouped(value) : "\(value)"
  }

  private func sum(_ row: SummaryRow, _ value: (Analysis.LayerFigures) -> Int) -> Int {
    row.nodes.reduce(0) { $0 + value(analysis.layers[$1]) }
  }

  private func work(_ row: SummaryRow, _ value: (Analysis.LayerFigures) -> Int) -> String {
    let isUnknown = row.nodes.contains { analysis.layers[$0].unknownWork != nil }
    let known = sum(row, value)
    return isUnknown ? (known == 0 ? "unknown" : number(known) + " + unknown") : number(known)
  }

  private func cell(_ column: SummaryColumn, of row: SummaryRow) -> String {
    switch column {
    case .layer: row.path
    case .operator: row.text
    case .output: options.layout.text(analysis.graph.nodes[row.main].shape)
    case .size: number(analysis.graph.nodes[row.main].shape.elementCount ?? 0)
    case .params:
      sum(row, \.parameters) == 0 && row.nodes.contains { analysis.layers[$0].sharesWith != nil }
        ? "shared" : number(sum(row, \.parameters))
    case .trainable: number(sum(row) { $0.isFrozen ? 0 : $0.parameters })
    case .buffers: number(sum(row, \.buffers))
    case .bytes: bytes(sum(row) { $0.parameters + $0.buffers })
    case .macs: work(row, \.multiplyAdds)
    case .flops: work(row, \.flops)
    case .share:
      analysis.totals.multiplyAdds == 0
        ? "-"
        : NumberText.fixed(
          100 * Double(sum(row, \.multiplyAdds)) / Double(analysis.totals.multiplyAdds), decimals: 1) + "%"
    case .field: field(of: row.main) { $0.size.map(number) ?? "all" }
    case .stride: field(of: row.main) { $0.strideValue.map(NumberText.short) ?? "-" }
    case .offset: field(of: row.main) { $0.offset.map { "\($0)" } ?? "?" }
    }
  }

  private func bytes(_ elements: Int) -> String {
    let (bytes, overflow) = elements.multipliedReportingOverflow(by: options.element.bytes)
    return overflow ? "too many" : number(bytes)
  }

  private func field(of node: Node.ID, _ value: (AxisField) -> String) -> String {
    switch analysis.layers[node].field {
    case .axes(let axes)?:
      let texts = axes.map(value)
      return texts.allSatisfy { $0 == texts.first } ? texts.first ?? "-" : texts.joined(separator: ", ")
    case .whole?: return "whole"
    case .unknown?, nil: return "-"
    }
  }

  private func total(_ column: SummaryColumn) -> String {
    let totals = analysis.totals
    return switch column {
    case .params: number(totals.parameters)
    case .trainable: number(totals.trainable)
    case .buffers: number(totals.buffers)
    case .bytes: bytes(totals.parameters + totals.buffers)
    case .macs: number(totals.multiplyAdds)
    case .flops: number(totals.flops)
    case .share: totals.multiplyAdds == 0 ? "" : "100.0%"
    case .layer, .operator, .output, .size, .field, .stride, .offset: ""
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
  public var notes: [String] {
    let totals = analysis.totals
    var parameters = "parameters     \(number(totals.parameters))"
    if totals.frozen > 0 {
      parameters += ", \(number(totals.trainable)) trainable and \(number(totals.frozen)) frozen"
    }
    parameters +=
      " (\(NumberText.bytes(Double(totals.parameters) * Double(options.element.bytes))) as \(options.element.rawValue))"
    if totals.buffers > 0 { parameters += ", and \(number(totals.buffers)) in buffers" }
    var lines = [parameters]
    lines.append("multiply-adds  \(number(totals.multiplyAdds)): \(WorkView.multiplyAdds.convention)")
    lines.append("FLOPs          \(number(totals.flops)): \(WorkView.flops.convention)")
    let size = NumberText.bytes(Double(totals.activations) * Double(options.element.bytes))
    lines.append("activations    \(number(totals.activations)) elements written by all layers (\(size))")
    lines.append("depth          \(totals.depth) layers with weights on the longest path")
    if !totals.unknownLayers.isEmpty {
      let names = totals.unknownLayers.map { analysis.graph.path(of: $0) }.joined(separator: ", ")
      lines.append("unknown        the work of \(names) depends on the data and is in no sum")
    }
    return lines
  }

  /// The whole report for a terminal of `width` columns; nil is as wide as it needs.
  public func text(width: Int?) -> String {
    let (table, omitted) = table.text(width: width)
    var text = heading.joined(separator: "\n") + "\n\n" + table + "\n" + notes.joined(separator: "\n") + "\n"
    if !omitted.isEmpty {
      text += "left out       \(omitted.joined(separator: ", ")): too narrow a window; `--columns` chooses\n"
    }
    return text
  }

  /// The report in Markdown.
  public var markdown: String {
    let lines = notes.map { line -> String in
      let words = line.split(separator: " ", maxSplits: 1)
      return "- \(words[0]): \(words[1].drop { $0 == " " })"
    }
    return "**\(heading[0])**\n\n\(heading[1])\n\n\(table.markdown)\n\(lines.joined(separator: "\n"))\n"
  }

  /// The rows with exact numbers, for spreadsheets and scripts.
  public var csv: String {
    var options = options
    options.hasSeparators = false
    return SummaryReport(analysis, options).table.csv
  }
}
