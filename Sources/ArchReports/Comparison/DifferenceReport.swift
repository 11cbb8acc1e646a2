import ArchAnalysis
import ArchGraph

/// The columns that the lines of a comparison can have.
public enum DifferenceColumn: String, TableColumn {
  /// The path of the layer, or of the block.
  case layer
  /// What changed.
  case change
  /// The shape of the value.
  case output
  /// Parameters.
  case params
  /// The bytes of parameters and buffers.
  case bytes
  /// Multiply-adds.
  case macs
  /// All arithmetic operations.
  case flops
  /// Elements written.
  case activations
  /// The share of the difference in multiply-adds.
  case share
  /// The peak of memory; of whole networks alone.
  case peak
  /// The receptive field; of whole networks alone.
  case field
  /// The depth; of whole networks alone.
  case depth

  /// The figure that stands in it.
  public var measure: Measure? { Measure(rawValue: rawValue) }

  /// The columns of the lines of two networks.
  public static let ofLines = allCases.filter { $0.measure?.isSum ?? true }
  /// The columns of a table of whole networks.
  public static let ofNetworks = allCases.filter { $0.measure != nil }
  /// What stands in the lines of two networks unless the user chooses.
  public static let standardOfLines: [DifferenceColumn] = [.layer, .change, .params, .macs, .share]
  /// What stands in a table of whole networks unless the user chooses.
  public static let standardOfNetworks: [DifferenceColumn] = [
    .params, .macs, .activations, .peak, .field, .depth,
  ]

  /// The heading, and how the column gives way where there is little room.
  public var heading: Table.Column {
    switch self {
    case .layer: .init("layer", .left, mayShrink: true, keepsEnd: true)
    case .change: .init("change", .left, mayShrink: true)
    case .output: .init("output", .left, sacrifice: 1)
    case .params: .init("parameters")
    case .bytes: .init("bytes", sacrifice: 4)
    case .macs: .init("multiply-adds", sacrifice: 2)
    case .flops: .init("FLOPs", sacrifice: 3)
    case .activations: .init("activations", sacrifice: 5)
    case .share: .init("share", sacrifice: 6)
    case .peak: .init("peak memory", sacrifice: 9)
    case .field: .init("field", sacrifice: 8)
    case .depth: .init("depth", sacrifice: 7)
    }
  }
}

/// How a comparison is to look.
public struct DifferenceOptions: Sendable {
  /// The columns of the lines, or of the table of more than two networks; nil for the usual ones.
  public var columns: [DifferenceColumn]?
  /// The names of a path down to which parts are given as one line; nil for every layer.
  public var depth: Int?
  /// Whether lines without a difference are left out.
  public var onlyChanges = false
  /// Whether every layer has a line of its own, alike or not.
  public var isListing = false
  /// Whether the totals are all that is wanted.
  public var onlyTotals = false
  /// The figure that lines are sorted by, the largest difference first; more than two networks the largest first.
  public var sort: Measure?
  /// The order of axes in shapes.
  public var layout = Layout.chw
  /// The type that elements are stored as.
  public var element = ElementType.float32

  /// The usual comparison.
  public init() {}
}

/// A comparison laid out as tables, with what stands above and below them.
public struct DifferenceReport: Sendable {
  /// What is compared.
  public let comparison: Comparison
  /// How it is to look.
  public let options: DifferenceOptions
  /// The lines from the totals of the first network to those of the second; empty where there are more.
  public let lines: [DifferenceLine]
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
      func size(_ line: DifferenceLine) -> Int { abs(line.difference.value(sort, options.element) ?? 0) }
      // Stable, so that what weighs the same keeps the order of the networks.
      lines = lines.enumerated().sorted { a, b in
        (size(b.element), a.offset) < (size(a.element), b.offset)
      }.map(\.element)
    }
    self.lines = lines
  }

  var networks: [ComparedNetwork] { comparison.networks }

  /// The networks as columns call them: long titles get a letter, which the heading explains.
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
    for measure in Measure.allCases {
      let totals = networks.indices.map { comparison.total(measure, of: $0, options.element) }
      guard let base = totals.first, let last = totals.last else { continue }
      table.add(
        [measure == .bytes ? "bytes as \(options.element.rawValue)" : measure.title]
          + totals.map(\.amount.text) + [
            Self.difference(last, base), last.ratio.map(NumberText.ratio) ?? "-",
          ])
    }
    return table
  }

  private static func difference(_ total: Comparison.Total, _ base: Comparison.Total) -> String {
    guard let difference = total.difference else { return total.amount == base.amount ? "0" : "-" }
    return signed(difference, isUnknown: total.hasUnknownDifference)
  }

  /// A row for each network, with how many times the first network's its main figures are.
  public var networksTable: Table {
    let columns = networkColumns
    var table = Table([.init("network", .left, mayShrink: true)])
    for column in columns {
      table.columns.append(column.column)
      if column.measure?.isSum == true {
        table.columns.append(.init("ratio", sacrifice: column == .params || column == .macs ? 6 : 9))
      }
    }
    for index in sortedNetworks {
      var row = [networks[index].title]
      for measure in columns.compactMap(\.measure) {
        let total = comparison.total(measure, of: index, options.element)
        row.append(total.amount.text)
        if measure.isSum { row.append(total.ratio.map(NumberText.ratio) ?? "-") }
      }
      table.add(row)
    }
    return table
  }

  var networkColumns: [DifferenceColumn] {
    (options.columns ?? DifferenceColumn.standardOfNetworks).filter { $0.measure != nil }
  }

  private var sortedNetworks: [Int] {
    guard let sort = options.sort else { return Array(networks.indices) }
    let sizes = networks.map { $0.total(sort, options.element).known ?? -1 }
    return networks.indices.sorted { (sizes[$1], $0) < (sizes[$0], $1) }
  }

  /// The lines from the totals of the first network down to those of the second.
  public var linesTable: Table {
    let columns = (options.columns ?? DifferenceColumn.standardOfLines).filter {
      $0.measure?.isSum ?? true
    }
    var table = Table([.init("", .left)] + columns.map(\.column))
    table.add(end(0, columns))
    for line in lines { table.add([line.mark] + columns.map { cell($0, of: line) }) }
    table.totals = [end(1, columns).map { .text($0) }]
    return table
  }

  /// The first row or the last: a network with its totals.
  private func end(_ index: Int, _ columns: [DifferenceColumn]) -> [String] {
    let title = columns.firstIndex { $0 == .layer || $0 == .change }
    return [""]
      + columns.enumerated().map { place, column in
        if place == title { return names[index] }
        return column.measure.map { networks[index].total($0, options.element).text } ?? ""
      }
  }

  private func cell(_ column: DifferenceColumn, of line: DifferenceLine) -> String {
    switch column {
    case .layer: return line.path
    case .change: return line.text
    case .output: return line.shape.map(options.layout.text) ?? ""
    case _ where line.kind == .alike: return ""
    case .share:
      let all = networks[1].sums.multiplyAdds - networks[0].sums.multiplyAdds
      guard all != 0 else { return "-" }
      return NumberText.fixed(100 * Double(line.difference.multiplyAdds) / Double(all), decimals: 1) + "%"
    case .params, .bytes, .macs, .flops, .activations, .peak, .field, .depth:
      guard let measure = column.measure, let value = line.difference.value(measure, options.element) else {
        return "too many"
      }
      return Self.signed(value, isUnknown: measure.isWork && line.hasUnknownWork)
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
