import ArchDocuments

/// Horizontal bars: a row for each layer or block, a panel for each figure, a bar for each network.
///
/// ```swift
/// let plot = BarPlot(
///   title: "ResNet-50", figures: [.init("multiply-adds"), .init("parameters")],
///   rows: [.init("stem.conv", [118_013_952, 9_408])])
/// plot.picture(width: 640).svg()
/// ```
package struct BarPlot: Sendable {
  /// The figure of one panel.
  package struct Figure: Hashable, Sendable {
    /// The title of its axis with the unit.
    package var title: String
    /// How its numbers are written.
    package var notation: PlotNotation

    /// A figure.
    package init(_ title: String, notation: PlotNotation = .si) {
      self.title = title
      self.notation = notation
    }
  }

  /// One row of bars.
  package struct Row: Hashable, Sendable {
    /// The subject of the row.
    package var label: String
    /// For each figure the values of the series in order, or `nil` if there is none.
    package var values: [[Double?]]
    /// The numbers of the rows that it sums up, from 1.
    var places: ClosedRange<Int>?
    /// Whether it is the sum of rows that are not shown, so that its bar would dwarf the others.
    var isRest = false

    /// A row of several series.
    package init(_ label: String, series values: [[Double?]]) {
      self.label = label
      self.values = values
    }

    /// A row of one series, with a value for each figure.
    package init(_ label: String, _ values: [Double?]) {
      self.init(label, series: values.map { [$0] })
    }

    /// A value, or `nil` if there is none.
    func value(_ figure: Int, _ series: Int) -> Double? {
      guard values.indices.contains(figure), values[figure].indices.contains(series) else { return nil }
      return values[figure][series]
    }
  }

  /// How rows are ordered.
  package enum Order: Hashable, Sendable {
    /// As given: if there are too many rows, neighbours are joined.
    case given
    /// By the sum of a figure over the series, descending: if there are too many rows, the smallest are joined.
    case descending(figure: Int)
  }

  /// The title above the plot.
  package var title: String
  /// What the panels show.
  package var figures: [Figure]
  /// The names of the series; one or none for bars without a legend.
  package var series: [String]
  /// The rows.
  package var rows: [Row]
  /// How rows are ordered.
  package var order: Order
  /// How many rows are drawn at most.
  package var mostRows: Int
  /// The name of a row, in the plural, for the small print.
  package var rowName: String
  /// Small print below, such as what the figures count.
  package var notes: [String]

  /// A plot.
  package init(
    title: String = "", figures: [Figure], series: [String] = [], rows: [Row], order: Order = .given,
    mostRows: Int = 60, rowName: String = "layers", notes: [String] = []
  ) {
    self.title = title
    self.figures = figures
    self.series = series
    self.rows = rows
    self.order = order
    self.mostRows = mostRows
    self.rowName = rowName
    self.notes = notes
  }

  /// The rows as they are drawn, at most ``mostRows``, and a note if some were joined.
  package var drawnRows: (rows: [Row], note: String?) {
    let most = max(2, mostRows)
    let count = seriesCount
    switch order {
    case .given:
      guard rows.count > most else { return (rows, nil) }
      let largest = (rows.count + most - 1) / most
      let joined = (0..<most).map { index in
        let (start, end) = (rows.count * index / most, rows.count * (index + 1) / most)
        let part = rows[start..<end]
        var row = join(part, count, label: part.first?.label ?? "")
        if part.count > 1 { row.places = (start + 1)...end }
        return row
      }
      let note = "Each row is the sum of up to \(largest) of \(NumberText.grouped(rows.count)) \(rowName), "
      return (joined, note + "with their numbers and the first of them." + hasGaps)
    case .descending(let figure):
      let sorted = rows.map { (row: $0, sum: sum($0, figure, count)) }.enumerated().sorted { a, b in
        switch (a.element.sum, b.element.sum) {
        case (let x?, let y?): x != y ? x > y : a.offset < b.offset
        case (.some, nil): true
        case (nil, .some): false
        case (nil, nil): a.offset < b.offset
        }
      }.map(\.element.row)
      guard sorted.count > most else { return (sorted, nil) }
      let rest = sorted[(most - 1)...]
      var last = join(rest, count, label: "and \(NumberText.grouped(rest.count)) more")
      last.isRest = true
      let note =
        "The last row is the sum of the \(NumberText.grouped(rest.count)) smallest \(rowName), without a bar."
      return (sorted[..<(most - 1)] + [last], note + hasGaps)
    }
  }

  /// The values that a bar can show.
  static func drawable(_ value: Double?) -> Double? {
    guard let value, value.magnitude <= PlotNumber.largest else { return nil }
    return value
  }

  /// How many series there are, named or not.
  var seriesCount: Int {
    max(1, series.count, rows.map { $0.values.map(\.count).max() ?? 0 }.max() ?? 0)
  }

  private var hasGaps: String {
    let gaps = rows.contains { row in row.values.contains { $0.contains { Self.drawable($0) == nil } } }
    return gaps ? " Sums leave out what is missing." : ""
  }

  private func sum(_ row: Row, _ figure: Int, _ count: Int) -> Double? {
    let known = (0..<count).compactMap { Self.drawable(row.value(figure, $0)) }
    return known.isEmpty ? nil : known.reduce(0, +)
  }

  private func join(_ part: ArraySlice<Row>, _ count: Int, label: String) -> Row {
    Row(
      label,
      series: figures.indices.map { figure in
        (0..<count).map { series in
          let known = part.compactMap { Self.drawable($0.value(figure, series)) }
          return known.isEmpty ? nil : known.reduce(0, +)
        }
      })
  }
}
