import ArchAnalysis
import ArchDiagnostics
import ArchDocuments
import ArchGraph

/// The layer table of a network with the text above and below it.
public struct SummaryReport: Sendable {
  /// The figures.
  public let analysis: Analysis
  /// How it looks.
  public let options: SummaryOptions
  /// The rows.
  package let rows: [SummaryRow]

  /// Lays out a summary.
  public init(_ analysis: Analysis, _ options: SummaryOptions = SummaryOptions()) {
    self.analysis = analysis
    self.options = options
    rows = analysis.rows(options.rows)
  }

  /// The columns that are shown.
  public var columns: [SummaryColumn] { chosenColumns.map { $0.counted(by: options.counting) } }

  private var chosenColumns: [SummaryColumn] {
    if let columns = options.columns { return columns }
    guard analysis.totals.frozen > 0 else { return SummaryColumn.standard }
    return SummaryColumn.standard.flatMap { column -> [SummaryColumn] in
      column == .figure(.parameters) ? [column, .figure(.trainable)] : [column]
    }
  }

  /// The table.
  public var table: Table {
    let columns = columns
    var table = Table(columns.map(\.column))
    for row in rows {
      let tally = analysis.tally(of: row.nodes)
      table.rows.append(columns.map { cell($0, of: row, tally) })
    }
    var totals = columns.map(total)
    if totals.contains(where: { $0 != .blank }) {
      // The word goes where there is no sum.
      if let free = totals.firstIndex(of: .blank) { totals[free] = "total" }
      table.totals = [totals]
    }
    return table
  }

  private func cell(_ column: SummaryColumn, of row: SummaryRow, _ tally: Tally) -> Cell {
    switch column {
    case .words(let words): return cell(words, of: row, tally)
    case .figure(let figure):
      if case .axes = figure.rule { return figure.value(of: row.main, in: analysis, options.element).cell }
      if figure == .parameters, tally.parameters == 0,
        row.nodes.contains(where: { analysis.layers[$0].sharesWith != nil })
      {
        return "shared"
      }
      return figure.value(of: tally, options.element).cell
    }
  }

  private func cell(_ words: LayerWords, of row: SummaryRow, _ tally: Tally) -> Cell {
    let main = analysis.graph.nodes[row.main]
    return switch words {
    case .layer: .text(row.path)
    case .operator: .text(row.text)
    case .input:
      analysis.graph.nodes[row.nodes[0]].inputShapes.first.map { .shape(options.layout.dimensions(of: $0)) }
        ?? .absent
    case .output: .shape(options.layout.dimensions(of: main.shape))
    case .weights: weights(of: row)
    case .size: .count(main.shape.elementCount ?? 0)
    case .share:
      analysis.totals.multiplyAdds == 0
        ? .absent
        : .decimal(
          100 * Double(tally.multiplyAdds) / Double(analysis.totals.multiplyAdds),
          decimals: 1, unit: "%")
    }
  }

  /// The weights of the only layer that has any, in the layout's order of axes.
  private func weights(of row: SummaryRow) -> Cell {
    let shapes = row.nodes.compactMap { id -> Shape? in
      guard let weights = analysis.graph.nodes[id].weights else { return nil }
      return analysis.graph.weights[weights].parameters.first { $0.shape.rank > 1 }?.shape
    }
    guard shapes.count == 1, let shape = shapes.first else { return .absent }
    return .shape(options.layout.dimensions(ofWeights: shape))
  }

  private func total(_ column: SummaryColumn) -> Cell {
    switch column {
    case .words(.share):
      return analysis.totals.multiplyAdds == 0 ? .blank : .decimal(100, decimals: 1, unit: "%")
    case .words: return .blank
    case .figure(let figure):
      if case .axes = figure.rule { return .blank }
      return figure.value(of: analysis, options.element).cell
    }
  }

  // MARK: Around the table

  /// The most inputs that the heading lists.
  private static let mostInputs = 8

  /// The name and source of the network, its inputs and its batch.
  public var heading: [String] {
    let graph = analysis.graph
    // A cache may have an input for each layer.
    let shown = graph.inputs.count > Self.mostInputs ? 2 : graph.inputs.count
    var inputs = graph.inputs.prefix(shown).map { id in
      "\(graph.nodes[id].name) \(options.layout.text(graph.nodes[id].shape))"
    }
    let rest = graph.inputs.count - shown
    if rest > 0, let last = inputs.popLast() { inputs.append("\(last) and \(rest) more") }
    var lines = [graph.source.map { "\(graph.name): \($0)" } ?? graph.name]
    lines.append("input \(inputs.joined(separator: ", ")), batch \(analysis.batch)")
    if let choices = graph.runChoices { lines.append(Self.line(choices, batch: analysis.batch)) }
    return lines
  }

  /// The range of the network's totals, by what only a run decides.
  private static func line(_ choices: RunChoices, batch: Int) -> String {
    func text(_ range: ClosedRange<Int>, _ factor: Int = 1) -> String {
      let bounds = [range.lowerBound, range.upperBound].map { bound in
        let (product, overflow) = bound.multipliedReportingOverflow(by: factor)
        return overflow ? "more than can be counted" : NumberText.grouped(product)
      }
      return bounds[0] == bounds[1] ? bounds[0] : "\(bounds[0]) to \(bounds[1])"
    }
    let names = choices.choices.map(\.name)
    let shown =
      names.count > mostInputs ? "`\(names[0])` and \(names.count - 1) more" : Spelling.list(names)
    return
      "\(text(choices.multiplyAdds, batch)) multiply-adds and \(text(choices.parameters)) parameters by the "
      + "\(names.count == 1 ? "branch" : "branches") of \(shown) that a run takes"
      + (choices.isComplete ? "" : ", each separately")
  }

  /// The totals in words, each with its convention.
  package var notes: [TableDocument.Note] {
    let totals = analysis.totals
    let number = NumberText.grouped
    var parameters = number(totals.parameters)
    if totals.frozen > 0 {
      parameters += ", \(number(totals.trainable)) trainable and \(number(totals.frozen)) frozen"
    }
    parameters +=
      " (\(NumberText.bytes(analysis.parameterMemory(options.element))) as \(analysis.weightsText(options.element)))"
    if totals.buffers > 0 { parameters += ", and \(number(totals.buffers)) in buffers" }
    if totals.active != totals.parameters { parameters += "; a token uses \(number(totals.active))" }
    var multiplyAdds = "\(number(totals.multiplyAdds)): \(WorkView.multiplyAdds.convention)"
    if totals.masked > 0 {
      multiplyAdds += "; \(number(totals.multiplyAdds - totals.masked)) without masked scores"
    }
    let size = NumberText.bytes(Double(totals.activations) * options.element.activations.bytes)
    return [.init("parameters", parameters)] + counted + [
      .init("multiply-adds", multiplyAdds),
      .init("FLOPs", "\(number(totals.flops)): \(WorkView.flops.convention)"),
      .init("activations", "\(number(totals.activations)) elements written by all layers (\(size))"),
    ] + peak + cache + [
      .init(
        "depth", "\(totals.depth) \(totals.depth == 1 ? "layer" : "layers") with weights on the longest path")
    ] + unknown
  }

  /// The totals by the requested convention.
  private var counted: [TableDocument.Note] {
    guard let counting = options.counting else { return [] }
    let figures = [Figure.multiplyAdds, .parameters].map { $0.counted(by: counting) }
    let lines = figures.compactMap { figure -> String? in
      guard case .counted = figure.rule else { return nil }
      let value = figure.value(of: analysis, options.element).text
      return "\(value) \(figure.isWork ? counting.convention.unit.rawValue : "parameters"): "
        + (figure.convention?(options.element) ?? "")
    }
    return (lines + counting.convention.remarks(on: analysis.graph)).enumerated().map {
      .init($0.offset == 0 ? counting.name : "", $0.element)
    }
  }

  /// What attention keeps of each token, if it sees only those before it.
  private var cache: [TableDocument.Note] {
    let cached = analysis.totals.cached
    guard cached > 0 else { return [] }
    let bytes = NumberText.bytes(Double(cached) * options.element.cache.bytes)
    return [
      .init(
        "cache",
        "\(bytes) of keys and values per token, \(NumberText.grouped(cached)) elements, if they are kept")
    ]
  }

  private var peak: [TableDocument.Note] {
    guard let plan = analysis.plan, let worst = plan.worst else { return [] }
    let bytes = NumberText.bytes(Double(plan.extent) * options.element.activations.bytes)
    return [.init("peak memory", "\(bytes) of values when it runs, at `\(analysis.graph.path(of: worst))`")]
  }

  /// What the columns count, for a document whose table includes the totals.
  private var conventions: [TableDocument.Note] {
    var figures = columns.compactMap(\.figure)
    if columns.contains(.words(.share)), !figures.contains(.multiplyAdds) { figures.append(.multiplyAdds) }
    var notes = figures.conventions(options.element)
    if columns.contains(.words(.operator)) {
      notes += rows.compactMap { row in row.note.map { .init("first block of \(row.path)", $0) } }
    }
    return notes + (figures.contains(where: \.isWork) ? unknown : [])
  }

  private var unknown: [TableDocument.Note] {
    let layers = analysis.totals.unknownLayers
    guard !layers.isEmpty else { return [] }
    let names = layers.map { analysis.graph.path(of: $0) }.joined(separator: ", ")
    return [.init("unknown", "the work of \(names) depends on the data and is not included")]
  }

  /// The table for a document, with what it counts.
  package var document: TableDocument {
    TableDocument(
      label: analysis.graph.name, title: heading[0], details: [heading[1]], table: table, notes: conventions)
  }

  /// The whole report for a terminal of `width` columns; `nil` makes it as wide as it needs.
  public func text(width: Int?) -> String {
    let (table, omitted) = table.text(width: width)
    var notes = notes
    if !omitted.isEmpty {
      notes.append(
        .init(
          "left out", "\(omitted.joined(separator: ", ")): hidden to fit the window; choose with `--columns`")
      )
    }
    let indent = max(15, (notes.map(\.term.count).max() ?? 0) + 2)
    let lines = notes.map { $0.term + String(repeating: " ", count: indent - $0.term.count) + $0.text + "\n" }
    return heading.joined(separator: "\n") + "\n\n" + table + "\n" + lines.joined()
  }

  /// The report in Markdown, with the totals in words.
  public func markdown(numbers: NumberStyle = .separated) -> String {
    TableDocument(
      label: analysis.graph.name, title: heading[0], details: [heading[1]], table: table, notes: notes
    ).markdown(numbers: numbers)
  }
}

extension SummaryReport: Report {
  /// The table alone, with what it counts.
  package var documents: [TableDocument] { [document] }
}
