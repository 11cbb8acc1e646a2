/// How the numbers of a column are written in a document: in one unit, with so many decimals.
public struct ColumnStyle: Hashable, Sendable {
  /// The unit of all numbers of the column; nil as they are.
  public var unit: Unit?
  /// How many decimals they have; nil for the usual number of the unit.
  public var decimals: Int?
  /// The heading; nil for the column's own with the unit behind it.
  public var title: String?

  /// A way of writing a column.
  public init(unit: Unit? = nil, decimals: Int? = nil, title: String? = nil) {
    self.unit = unit
    self.decimals = decimals
    self.title = title
  }

  /// What numbers are counted in.
  public struct Unit: Hashable, Sendable {
    /// What stands behind the heading: `M`, `GiB`.
    public var name: String
    /// What one of it is.
    public var factor: Double

    /// The unit of a name; nil where it is none.
    public init?(_ name: String) {
      let factors: [String: Double] = [
        "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "B": 1e9, "T": 1e12, "P": 1e15, "kB": 1e3, "KB": 1e3,
        "MB": 1e6,
        "GB": 1e9, "TB": 1e12, "KiB": 1024, "MiB": 1_048_576, "GiB": 1_073_741_824, "TiB": 1_099_511_627_776,
      ]
      guard let factor = factors[name] else { return nil }
      self.name = name
      self.factor = factor
    }

    /// The names of all units.
    public static let names = [
      "k", "M", "G", "B", "T", "P", "kB", "MB", "GB", "TB", "KiB", "MiB", "GiB", "TiB",
    ]
  }

  /// The decimals of numbers in a unit where none are asked for.
  static let usualDecimals = 2
}

extension Table {
  /// The table with some of its columns written otherwise, by the keys of the columns.
  public func styled(_ styles: [String: ColumnStyle]) -> Table {
    guard !styles.isEmpty else { return self }
    var table = self
    for (index, column) in columns.enumerated() {
      guard let style = styles[column.key] else { continue }
      let unit = style.unit.map { " (\($0.name))" } ?? ""
      table.columns[index].title = style.title ?? Self.withoutUnit(column.title) + unit
      for row in table.rows.indices { table.rows[row][index] = rows[row][index].styled(style) }
      for row in table.totals.indices { table.totals[row][index] = totals[row][index].styled(style) }
    }
    return table
  }

  /// A heading whose unit, `(bytes)`, gives way to another.
  private static func withoutUnit(_ title: String) -> String {
    title.hasSuffix(" (bytes)") ? String(title.dropLast(" (bytes)".count)) : title
  }
}

extension Cell {
  fileprivate func styled(_ style: ColumnStyle) -> Cell {
    let factor = style.unit?.factor ?? 1
    /// The decimals of a number that has so many by itself; nil where it stays as it is.
    func decimals(_ own: Int?) -> Int? {
      style.decimals ?? (style.unit == nil ? own : ColumnStyle.usualDecimals)
    }
    switch self {
    case .count(let value):
      guard let decimals = decimals(nil) else { return self }
      return .decimal(Double(value) / factor, decimals: decimals)
    case .partlyKnown(let value):
      guard style.unit != nil, let decimals = decimals(nil) else { return self }
      return .text(NumberText.fixed(Double(value) / factor, decimals: decimals) + " + unknown")
    case .decimal(let value, let own, let unit):
      return .decimal(value / factor, decimals: decimals(own), unit: unit)
    default: return self
    }
  }
}

/// What a document says of a table in place of what it says by itself.
public struct DocumentWords: Hashable, Sendable {
  /// How columns are written, by their keys.
  public var styles: [String: ColumnStyle] = [:]
  /// The decimals of all columns that have any, but for those whose style says otherwise.
  public var decimals: Int?
  /// The names that networks go by: `resnet50` is `ResNet-50`.
  public var names: [String: String] = [:]
  /// The caption, in place of title, input and notes; in LaTeX these become comments.
  public var caption: String?
  /// What other parts of a document call the table, in place of the network's name.
  public var label: String?
  /// Whether numbers in LaTeX stand in columns of `siunitx`.
  public var usesSIUnits = false

  /// A document as it is by itself.
  public init() {}

  /// The table with its columns and names written so.
  func table(_ table: Table) -> Table {
    var styles = styles
    if let decimals {
      for (index, column) in table.columns.enumerated() where styles[column.key]?.decimals == nil {
        let hasDecimals = table.rows.contains { if case .decimal = $0[index] { true } else { false } }
        guard hasDecimals || styles[column.key] != nil else { continue }
        styles[column.key, default: ColumnStyle(title: column.title)].decimals = decimals
      }
    }
    var table = table.styled(styles)
    guard !names.isEmpty else { return table }
    for (index, column) in table.columns.enumerated() where column.key == "network" {
      for row in table.rows.indices {
        if case .text(let name) = table.rows[row][index], let other = names[name] {
          table.rows[row][index] = .text(other)
        }
      }
    }
    return table
  }
}

/// A report in the words of somebody's document.
public struct WordedReport<Base: Report>: Report {
  private let base: Base
  private let words: DocumentWords

  /// A report, worded.
  public init(_ base: Base, _ words: DocumentWords) {
    self.base = base
    self.words = words
  }

  /// The tables with their columns, names, caption and label.
  public var documents: [TableDocument] {
    base.documents.map { document in
      var document = document
      document.table = words.table(document.table)
      document.caption = words.caption
      document.usesSIUnits = words.usesSIUnits
      if let label = words.label { document.label = label }
      return document
    }
  }

  /// The tables; as the report has them by itself where no column or name is written otherwise.
  public func text(width: Int?) -> String {
    guard !words.styles.isEmpty || words.decimals != nil || !words.names.isEmpty || words.caption != nil
    else {
      return base.text(width: width)
    }
    return documents.map { document in
      let notes = document.notes.map { "\($0.term): \($0.text)\n" }.joined()
      let heading = words.caption.map { "\($0)\n\n" } ?? ""
      return heading + document.table.text(width: width).text + (notes.isEmpty ? "" : "\n" + notes)
    }.joined(separator: "\n")
  }

  /// Exact numbers, which no word changes.
  public var json: String { base.json }
}
