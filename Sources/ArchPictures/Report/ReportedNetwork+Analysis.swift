import ArchAnalysis
import ArchDocuments
import ArchGraph
import ArchReports

extension ReportedNetwork {
  /// Everything that a report shows of a network.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - analysis: its figures, with receptive fields.
  package init(_ name: String, _ analysis: Analysis, _ options: DrawingOptions = DrawingOptions()) {
    let graph = analysis.graph
    var table = SummaryOptions()
    table.rows = .everyLayer
    table.layout = options.layout
    table.element = options.element
    table.columns = SummaryColumn.standard.filter { $0 != .words(.layer) }
    let summary = SummaryReport(analysis, table)
    self.init(name: name, source: graph.source ?? "", inputs: summary.heading.last ?? "")
    totals = Self.totals(analysis, options.element)
    let drawings = ReportDrawings(analysis, options)
    self.drawings = drawings.drawings
    columns = summary.columns.map { column in
      Column(
        key: column.name, title: column.column.title, isNumber: column.column.alignment == .right,
        isSummed: column.figure?.isSum ?? false)
    }
    let layers = summary.table
    let written = WrittenTable(layers, .separated)
    let fields = ReportedFields(analysis)
    extent = fields.extent
    let paths = graph.paths
    rows = graph.nodes.indices.map { id in
      let cells = zip(written.rows[id], layers.rows[id]).map { Cell($0, value: $1.value) }
      let working = Explanation(analysis, id, layout: options.layout).text
      return Row(
        path: paths[id], part: drawings.boxOf[id] ?? paths[id], cells: cells, inputs: graph.nodes[id].inputs,
        working: working.split(separator: "\n", omittingEmptySubsequences: false).map(String.init),
        field: fields.spans[id])
    }
    if let plan = analysis.plan {
      let bytes = plan.liveAtSteps.map { options.element.activations.bytes(of: $0) ?? 0 }
      memory = Memory(
        steps: bytes.enumerated().map { .init(bytes: $0.element, row: $0.offset) }, peak: plan.worst)
    }
  }

  private static let figures: [Figure] = [.parameters, .multiplyAdds, .flops, .activations, .peak, .depth]

  private static func totals(_ analysis: Analysis, _ element: ElementTypes) -> [Total] {
    figures.map { figure in
      let value = figure.value(of: analysis, element)
      return Total(
        figure.longTitle, value.text, value: value.known, convention: figure.convention?(element) ?? "")
    }
  }
}

extension ReportedComparison {
  /// How the second of two networks differs from the first.
  package init(
    _ first: (name: String, analysis: Analysis), _ second: (name: String, analysis: Analysis),
    element: ElementTypes
  ) {
    var networks = [first, second].map { ComparedNetwork($0.analysis) }
    networks[0].title = first.name
    networks[1].title = second.name
    var options = DifferenceOptions()
    options.element = element
    let report = DifferenceReport(Comparison(networks), options)
    let figures: [ArchAnalysis.Figure] = [.multiplyAdds, .parameters, .flops, .activations]
    func known(_ figure: ArchAnalysis.Figure, _ tally: Tally) -> Int {
      figure.value(of: tally, element).known ?? 0
    }
    self.init(
      figures: figures.map {
        Figure($0.longTitle, before: known($0, networks[0].sums), after: known($0, networks[1].sums))
      },
      lines: report.lines.map { line in
        Line(
          Sign(line.kind), path: line.path, text: line.text,
          deltas: figures.map { known($0, line.difference) })
      })
  }
}

extension ReportedComparison.Sign {
  fileprivate init(_ kind: NetworkDifference.Kind) {
    switch kind {
    case .alike: self = .alike
    case .changed, .replaced: self = .changed
    case .added: self = .added
    case .removed: self = .removed
    }
  }
}

/// What positions of layers see of the input, as spans that a page can shift.
private struct ReportedFields {
  private(set) var extent: [Int] = []
  private(set) var spans: [[ReportedNetwork.Span]]

  init(_ analysis: Analysis) {
    let graph = analysis.graph
    spans = Array(repeating: [], count: graph.nodes.count)
    guard let input = graph.inputs.first else { return }
    extent = Array(graph.nodes[input].shape.dimensions.dropFirst())
    guard (1...2).contains(extent.count) else {
      extent = []
      return
    }
    // Fields are of the first input that a layer depends on.
    var first = [Int?](repeating: nil, count: graph.nodes.count)
    for (place, id) in graph.inputs.enumerated() { first[id] = place }
    for (id, node) in graph.nodes.enumerated() {
      for source in node.inputs.compactMap({ first[$0] }) { first[id] = min(first[id] ?? source, source) }
      guard !node.isInput, first[id] == 0 else { continue }
      spans[id] = span(of: node, analysis.layers[id].field)
    }
  }

  private func span(of node: Node, _ field: ReceptiveField?) -> [ReportedNetwork.Span] {
    switch field {
    case .whole?: return extent.map { _ in .init(size: nil, stride: 0, offset: 0, positions: 1) }
    case .axes(let axes)? where axes.count == extent.count:
      let positions = Array(node.shape.dimensions.dropFirst())
      let spans = zip(axes, positions).compactMap { axis, positions -> ReportedNetwork.Span? in
        switch axis {
        case .everything: return .init(size: nil, stride: 0, offset: 0, positions: positions)
        case .regular(let size, let stride, let offset):
          return offset.map {
            .init(size: size, stride: Double(stride), offset: Double($0), positions: positions)
          }
        case .periodic:
          // Repeating fields, at their average stride.
          guard let size = axis.size, let stride = axis.stride, let offset = axis.offset else { return nil }
          let pace = Double(stride.numerator) / Double(stride.denominator)
          return .init(size: size, stride: pace, offset: Double(offset), positions: positions)
        }
      }
      return spans.count == extent.count ? spans : []
    case .axes, .unknown, nil: return []
    }
  }
}

/// The drawing of a network, and of each part that is closed in another drawing.
private struct ReportDrawings {
  private(set) var drawings: [ReportedNetwork.Drawing] = []
  /// The path of each layer's box in the drawing that shows it.
  private(set) var boxOf: [Node.ID: String] = [:]

  /// The most drawings; more would make the page slow to load.
  private static let most = 200

  init(_ analysis: Analysis, _ options: DrawingOptions) {
    let outlines = Outlines(analysis.graph)
    var queue: [(path: String, outline: Outline?)] = [("", nil)]
    var known: Set<String> = [""]
    var next = 0
    var options = options
    options.hasCaption = false
    while next < queue.count {
      let (path, outline) = queue[next]
      next += 1
      var drawing =
        outline.map { part in
          let opening = Opening(outlines, mostBoxes: options.mostBoxes, within: part)
          return NetworkDrawing(DrawnNetwork(analysis, outlines, opening, of: part), options)
        } ?? NetworkDrawing(analysis, outlines, options)
      let drawn = drawing.drawn
      for box in drawn.boxes {
        if let inner = box.outline, queue.count < Self.most, known.insert(box.path).inserted {
          queue.append((box.path, inner))
        }
        // Parts inside ones that are open in a later drawing are found again there.
        guard box.children.isEmpty, !box.isOutside, !box.path.isEmpty else { continue }
        for node in box.nodes {
          boxOf[node] = box.path
          for other in drawn.alike[node] ?? [] { boxOf[other] = box.path }
        }
      }
      drawing.opens = known
      drawings.append(
        .init(
          path: path, title: path.isEmpty ? analysis.graph.name : path, svg: drawing.svg(theme: .auto)))
    }
  }
}
