import ArchAnalysis
import ArchDocuments
import ArchGraph

/// The columns that the lines of a comparison can have.
package typealias DifferenceColumn = Column<LineWords>

/// The columns of such lines besides figures.
package enum LineWords: String, TableWords {
  /// The path of the layer, or of the block.
  case layer
  /// What changed.
  case change
  /// The shape of the value.
  case output
  /// The share of the difference in multiply-adds.
  case share

  /// The names of all columns; every command line asks for them, so nothing generic computes them.
  package static let names = allCases.map { $0.rawValue } + Figure.all.filter { has($0) }.map { $0.name }

  /// The heading, and how the column shrinks if there is little room.
  package var heading: Table.Column {
    switch self {
    case .layer: .init("layer", .left, mayShrink: true, keepsEnd: true)
    case .change: .init("change", .left, mayShrink: true)
    case .output: .init("output", .left, sacrifice: 1)
    case .share: .init("share", sacrifice: 6)
    }
  }

  /// Every figure: sums are in lines, all others in the totals.
  package static func has(_ figure: Figure) -> Bool { true }
}

extension DifferenceColumn {
  /// The default columns for the lines of two networks.
  package static let standardOfLines: [DifferenceColumn] = [
    .words(.layer), .words(.change), .figure(.parameters), .figure(.multiplyAdds), .words(.share),
  ]
  /// The default columns for a table of whole networks.
  package static let standardOfNetworks: [DifferenceColumn] =
    [.parameters, .multiplyAdds, .activations, .peak, .field, .depth].map { .figure($0) }
}

extension Figure {
  /// The totals of two networks unless the user chooses others.
  public static let compared: [Figure] = [
    .parameters, .bytes, .multiplyAdds, .flops, .activations, .peak, .field, .depth,
  ]
}

/// How a comparison looks.
public struct DifferenceOptions: Sendable {
  /// The columns of the lines, or of the table of more than two networks, or `nil` for the usual ones.
  package var columns: [DifferenceColumn]?
  /// How many names of a path a part may have, with one line for each part, or `nil` for every layer.
  public var depth: Int?
  /// Whether lines without a difference are left out.
  public var onlyChanges = false
  /// Whether every layer has its own line, changed or not.
  public var isListing = false
  /// Whether only the totals are wanted.
  public var onlyTotals = false
  /// The figure that lines are sorted by, the largest difference first; for more than two networks, the largest figure
  /// first.
  public var sort: Figure?
  /// The order of axes in shapes.
  public var layout = Layout.chw
  /// The type that elements are stored as.
  public var element = ElementTypes.float32
  /// The convention that work and parameters are counted by, or `nil` for ours.
  public var counting: Counting?

  /// The usual comparison.
  public init() {}
}

/// A comparison laid out as tables, with the text above and below them.
public struct DifferenceReport: Sendable {
  /// What is compared.
  public let comparison: Comparison
  /// How it looks.
  public let options: DifferenceOptions
  /// The lines from the totals of the first network to those of the second; empty for more than two networks.
  package let lines: [DifferenceLine]
  /// The layers that are standard in one network and depthwise separable in the other, with the path of each.
  let separations: [(path: String, separation: DepthwiseSeparation)]

  /// Lays a comparison out.
  public init(_ comparison: Comparison, _ options: DifferenceOptions = DifferenceOptions()) {
    self.comparison = comparison
    self.options = options
    guard let difference = comparison.difference, !options.onlyTotals else {
      lines = []
      separations = []
      return
    }
    let layout = DifferenceLines(
      difference, comparison.networks[0], comparison.networks[1], options.layout)
    separations = difference.entries.compactMap { entry in
      entry.separation.map { (layout.path(ofReplaced: entry), $0) }
    }
    var lines = options.depth.map { layout.parts(depth: $0) } ?? layout.lines(listing: options.isListing)
    if options.onlyChanges { lines.removeAll { $0.kind == .alike } }
    if let sort = options.sort {
      func size(_ line: DifferenceLine) -> Int {
        abs(sort.value(of: line.difference, options.element).known ?? 0)
      }
      // Stable, so that equal differences keep the order of the networks.
      lines = lines.enumerated().sorted { a, b in
        (size(b.element), a.offset) < (size(a.element), b.offset)
      }.map(\.element)
    }
    self.lines = lines
  }

  var networks: [ComparedNetwork] { comparison.networks }

  /// The networks' names in columns: long titles get a letter, which the heading explains.
  var names: [String] {
    let isLong = networks.contains { $0.title.count > 24 }
    return networks.indices.map { isLong ? String(UnicodeScalar(UInt8(65 + $0 % 26))) : networks[$0].title }
  }

  // MARK: Tables

  /// The totals of two networks: a row for each figure.
  public var totalsTable: Table {
    var table = Table(
      [.init("", .left)] + names.map { .init($0) } + [
        .init("difference", sacrifice: 1), .init("ratio", sacrifice: 2),
      ])
    for figure in totalFigures {
      let totals = networks.indices.map { comparison.total(figure, of: $0, options.element) }
      guard let base = totals.first, let last = totals.last else { continue }
      table.add(
        [figure == .bytes ? "bytes as \(options.element.weightsText)" : figure.longTitle]
          + totals.map(\.amount.text) + [
            Self.difference(last, base), last.ratio.map(NumberText.ratio) ?? "-",
          ])
    }
    return table
  }

  /// Whether there are lines between the totals: not if the columns are of whole networks only.
  var showsLines: Bool {
    !options.onlyTotals && (options.columns?.contains { $0.figure?.isSum ?? true } ?? true)
  }

  /// The usual totals, and others that the columns name.
  var totalFigures: [Figure] {
    chosenTotals.map { $0.counted(by: options.counting) }
  }

  private var chosenTotals: [Figure] {
    let chosen = options.columns?.compactMap(\.figure) ?? []
    return Figure.compared + chosen.filter { !Figure.compared.contains($0) }
  }

  private static func difference(_ total: Comparison.Total, _ base: Comparison.Total) -> String {
    guard let difference = total.difference else {
      if case .decimal(let value, let decimals) = total.amount, let other = base.amount.number {
        return (value > other ? "+" : "") + NumberText.fixed(value - other, decimals: decimals ?? 2)
      }
      return total.amount == base.amount ? "0" : "-"
    }
    return signed(difference, isUnknown: total.hasUnknownDifference)
  }

  /// A row for each network, with its main figures as multiples of the first network's.
  public var networksTable: Table {
    let columns = networkColumns
    var table = Table([.init("network", .left, mayShrink: true)])
    for column in columns {
      table.columns.append(column.column)
      if column.figure?.isSum == true {
        let isMain = column == .figure(.parameters) || column == .figure(.multiplyAdds)
        table.columns.append(.init("ratio", sacrifice: isMain ? 6 : 9))
      }
    }
    for index in sortedNetworks {
      var row = [networks[index].title]
      for figure in columns.compactMap(\.figure) {
        let total = comparison.total(figure, of: index, options.element)
        row.append(total.amount.text)
        if figure.isSum { row.append(total.ratio.map(NumberText.ratio) ?? "-") }
      }
      table.add(row)
    }
    return table
  }

  var networkColumns: [DifferenceColumn] {
    (options.columns ?? DifferenceColumn.standardOfNetworks).filter { $0.figure != nil }
      .map { $0.counted(by: options.counting) }
  }

  private var sortedNetworks: [Int] {
    guard let sort = options.sort else { return Array(networks.indices) }
    let sizes = networks.map { network in
      let total = network.total(sort, options.element)
      return total.number ?? total.known.map(Double.init) ?? -1
    }
    return networks.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
  }

  /// The lines from the totals of the first network down to those of the second.
  public var linesTable: Table {
    let columns = (options.columns ?? DifferenceColumn.standardOfLines).filter {
      $0.figure?.isSum ?? true
    }.map { $0.counted(by: options.counting) }
    var table = Table([.init("", .left)] + columns.map(\.column))
    table.add(end(0, columns))
    for line in lines { table.add([line.mark] + columns.map { cell($0, of: line) }) }
    table.totals = [end(1, columns).map { .text($0) }]
    return table
  }

  /// The first row or the last: a network with its totals.
  private func end(_ index: Int, _ columns: [DifferenceColumn]) -> [String] {
    let title = columns.firstIndex { $0 == .words(.layer) || $0 == .words(.change) }
    return [""]
      + columns.enumerated().map { place, column in
        if place == title { return names[index] }
        return column.figure.map { networks[index].total($0, options.element).text } ?? ""
      }
  }

  private func cell(_ column: DifferenceColumn, of line: DifferenceLine) -> String {
    switch column {
    case .words(.layer): return line.path
    case .words(.change): return line.text
    case .words(.output): return line.shape.map(options.layout.text) ?? ""
    case _ where line.kind == .alike: return ""
    case .words(.share):
      let all = networks[1].sums.multiplyAdds - networks[0].sums.multiplyAdds
      guard all != 0 else { return "-" }
      return NumberText.fixed(100 * Double(line.difference.multiplyAdds) / Double(all), decimals: 1) + "%"
    case .figure(let figure):
      guard let value = figure.value(of: line.difference, options.element).known else { return "too many" }
      return Self.signed(value, isUnknown: figure.isWork && line.hasUnknownWork)
    }
  }

  private static func signed(_ value: Int, isUnknown: Bool) -> String {
    guard isUnknown else { return NumberText.signed(value) }
    return value == 0 ? "unknown" : NumberText.signed(value) + " + unknown"
  }

  /// Standard convolutions beside their depthwise separable forms.
  public var separationsTable: Table? {
    guard !separations.isEmpty else { return nil }
    var table = Table([
      .init("layer", .left, mayShrink: true, keepsEnd: true), .init("standard"),
      .init("depthwise", sacrifice: 2),
      .init("pointwise", sacrifice: 1), .init("separable"),
      .init("working of the ratio", .left, mayShrink: true, keepsEnd: true),
    ])
    func row(_ path: String, _ figures: [Int], _ working: String) -> [String] {
      [path] + figures.map(NumberText.grouped) + [working]
    }
    var sums = [0, 0, 0, 0]
    for (path, separation) in separations {
      let (depthwise, pointwise) = (separation.depthwise.multiplyAdds, separation.pointwise.multiplyAdds)
      let figures = [separation.standard.multiplyAdds, depthwise, pointwise, depthwise + pointwise]
      for (index, figure) in figures.enumerated() { sums[index] += figure }
      table.add(
        row(path, figures, separation.working ?? NumberText.ratio(separation.ratio)))
    }
    if separations.count > 1 {
      table.totals = [
        row("total", sums, NumberText.ratio(Double(sums[3]) / Double(sums[0]))).map { .text($0) }
      ]
    }
    return table
  }
}

extension Table {
  /// Adds a row of words.
  mutating func add(_ row: [String]) { rows.append(row.map { .text($0) }) }

  /// The table without a column.
  func leavingOut(_ key: String) -> Table {
    let kept = columns.indices.filter { columns[$0].key != key }
    var table = Table(kept.map { columns[$0] })
    table.rows = rows.map { row in kept.map { row[$0] } }
    table.totals = totals.map { row in kept.map { row[$0] } }
    return table
  }
}
