import ArchAnalysis
import ArchDocuments
import ArchGraph
import ArchReports

extension ScatterPlot {
  /// Networks by two of their figures, with a third for the size of bubbles.
  ///
  /// - Parameters:
  ///   - networks: the networks with their names and, if they have one, their groups.
  package init(
    _ networks: [(name: String, group: String?, analysis: Analysis)], x: ArchAnalysis.Figure,
    y: ArchAnalysis.Figure, size: ArchAnalysis.Figure?, element: ElementTypes
  ) {
    func value(_ figure: ArchAnalysis.Figure, _ analysis: Analysis) -> Double? {
      figure.value(of: analysis, element).agreed.number
    }
    let figures = [x, y, size].compactMap { $0 }
    let points = networks.map { network in
      Item(
        network.name, x: value(x, network.analysis), y: value(y, network.analysis),
        size: size.flatMap { value($0, network.analysis) }, group: network.group)
    }
    self.init(
      title: "", points: points, x: .init(x), y: .init(y),
      size: size.map { .init($0) },
      notes: figures.plotNotes(element) + networks.compactMap { $0.analysis.unknownNote(figures, $0.name) })
    chooseScales()
  }
}

extension ScatterPlot {
  /// Makes an axis logarithmic if its largest value is more than ten times the smallest, among the points that can be
  /// drawn.
  package mutating func chooseScales() {
    let placed = points.filter { $0.x != nil && $0.y != nil }
    x.scale = Self.scale(of: placed.compactMap(\.x))
    y.scale = Self.scale(of: placed.compactMap(\.y))
  }

  private static func scale(of values: [Double]) -> PlotAxis.Scale {
    guard let least = values.min(), let most = values.max(), least > 0, most > 10 * least else {
      return .linear
    }
    return .logarithmic
  }
}

extension ScatterPlot.Figure {
  /// A figure of networks.
  package init(_ figure: ArchAnalysis.Figure) {
    self.init(
      figure.plotTitle, notation: figure.notation, better: figure.isPublished ? .more : .less)
  }
}

extension ArchAnalysis.Figure {
  /// Whether it was measured and published, so that more is better.
  fileprivate var isPublished: Bool { self == .top1 || self == .top5 }

  /// How its numbers are written along an axis.
  package var notation: PlotNotation {
    if isInBytes { return .binary }
    switch rule {
    case .sum, .counted, .training, .network: return isPublished ? .plain : .si
    case .ratio, .axes: return .plain
    }
  }

  private var isInBytes: Bool { name.hasSuffix("bytes") || self == .peak }

  /// Its title on an axis.
  package var plotTitle: String { isPublished ? title : isInBytes ? longTitle : title }
}

extension Analysis {
  /// A sentence on the work that no plot of the network shows, or `nil` if it shows all.
  fileprivate func unknownNote(_ figures: [ArchAnalysis.Figure], _ name: String) -> String? {
    guard figures.contains(where: \.isWork), !totals.unknownLayers.isEmpty else { return nil }
    let paths = totals.unknownLayers.prefix(3).map { graph.path(of: $0) }.joined(separator: ", ")
    let more = totals.unknownLayers.count > 3 ? " and \(totals.unknownLayers.count - 3) more layers" : ""
    return "\(name): the work of \(paths)\(more) depends on the data and is not drawn."
  }
}

extension [ArchAnalysis.Figure] {
  /// What they count, for small print, each listed once.
  fileprivate func plotNotes(_ element: ElementTypes) -> [String] {
    var notes: [String] = []
    for figure in self {
      let published = figure.isPublished ? "accuracy as published, which the network's file states" : nil
      guard let convention = published ?? figure.convention?(element) else { continue }
      let note = "\(figure.title): \(convention)."
      if !notes.contains(note) { notes.append(note) }
    }
    return notes
  }
}

extension BarPlot {
  /// Figures of the rows of a network, or of two side by side.
  ///
  /// - Parameters:
  ///   - rows: what gets a row: layers, blocks or parts; those of two networks are paired by their paths.
  ///   - isSorted: whether rows are in the order of the first figure, the largest first.
  package init(
    _ networks: [(name: String, analysis: Analysis)], _ figures: [ArchAnalysis.Figure],
    rows choice: RowChoice,
    isSorted: Bool, element: ElementTypes
  ) {
    let sides = networks.map { network in
      network.analysis.rows(choice).filter { !network.analysis.graph.nodes[$0.main].isInput }
    }
    let paths = Self.paths(of: sides)
    var values: [String: [[Double?]]] = [:]
    for (index, network) in networks.enumerated() {
      for row in sides[index] {
        let tally = network.analysis.tally(of: row.nodes)
        for (place, figure) in figures.enumerated() {
          let value =
            if case .axes = figure.rule { figure.value(of: row.main, in: network.analysis, element) } else {
              figure.value(of: tally, element)
            }
          values[
            row.path,
            default: Array(repeating: Array(repeating: nil, count: networks.count), count: figures.count)
          ][place][index] = value.agreed.number
        }
      }
    }
    self.init(
      title: networks.map(\.name).joined(separator: " and "),
      figures: figures.map { .init($0.plotTitle, notation: $0.notation) },
      series: networks.count > 1 ? networks.map(\.name) : [],
      rows: paths.map { Row($0, series: values[$0] ?? []) },
      order: isSorted ? .descending(figure: 0) : .given,
      notes: figures.plotNotes(element) + networks.compactMap { $0.analysis.unknownNote(figures, $0.name) })
    rowName = choice == .blocks ? "blocks" : "layers"
  }
}

extension BarPlot {
  /// The paths of the rows of all networks, each once: one that only a later network has comes after the one it follows
  /// there.
  private static func paths(of sides: [[SummaryRow]]) -> [String] {
    var keys: [(anchor: Int, side: Int, place: Int, path: String)] = []
    var anchors: [String: Int] = [:]
    for (side, rows) in sides.enumerated() {
      var anchor = -1
      for (place, row) in rows.enumerated() {
        if let known = anchors[row.path] {
          anchor = known
          continue
        }
        if side == 0 { anchor = place }
        anchors[row.path] = anchor
        keys.append((anchor, side, place, row.path))
      }
    }
    return keys.sorted { ($0.anchor, $0.side, $0.place) < ($1.anchor, $1.side, $1.place) }.map(\.path)
  }
}

extension LivePlot {
  /// The live bytes while networks run, by their plans.
  ///
  /// - Throws: ``Overflow`` if that is too large to count.
  package init(_ networks: [(name: String, analysis: Analysis)], element: ElementTypes) throws(Overflow) {
    var schedules: [Schedule] = []
    for network in networks {
      guard let plan = network.analysis.plan else { throw Overflow() }
      let bytes = plan.liveAtSteps.map { Double($0) * element.activations.bytes }
      schedules.append(Schedule(network.name, steps: network.analysis.graph.paths, bytes: bytes))
    }
    let batch = networks.first?.analysis.batch ?? 1
    self.init(
      title: networks.count == 1
        ? "\(networks[0].name): memory of values in a run" : "Memory of values in a run",
      schedules: schedules,
      notes: [
        "Values of layers as \(element.activations.rawValue), \(batch == 1 ? "one example" : "\(batch) examples") at once, each from "
          + "the layer that makes it to the last that needs it; weights are not included."
      ])
  }
}

extension LivePlot {
  /// The live bytes in a training step of each network, by kind.
  ///
  /// - Throws: ``Overflow`` if that is too large to count.
  package init(
    training networks: [(name: String, analysis: Analysis)], _ settings: TrainingStep.Settings
  ) throws(Overflow) {
    var schedules: [Schedule] = []
    for network in networks {
      let line = try TrainingTimeline(network.analysis.graph, batch: network.analysis.batch, settings)
      let paths = network.analysis.graph.paths
      let bands: [(String, (TrainingTimeline.Moment) -> Int)] = [
        ("weights, statistics and optimizer", { _ in line.standing.total }), ("values", { $0.values }),
        ("kept in addition", { $0.beside }), ("gradients", { $0.gradients }),
        ("gradients of weights", { $0.weightGradients }),
      ]
      schedules.append(
        Schedule(
          network.name, steps: line.moments.map { "\($0.pass.rawValue) \(paths[$0.node])" },
          bands: bands.map { name, bytes in Band(name, bytes: line.moments.map { Double(bytes($0)) }) }))
    }
    let batch = networks.first?.analysis.batch ?? 1
    self.init(
      title: networks.count == 1
        ? "\(networks[0].name): memory of a training step" : "Memory of a training step",
      schedules: schedules, stepsTitle: "layers forward, then backward",
      notes: [
        "\(batch == 1 ? "One example" : "\(batch) examples") at once as \(settings.type.rawValue), with \(settings.optimizer.rawValue); "
          + "each tensor from the layer that makes it to the last that needs it."
      ])
  }
}
