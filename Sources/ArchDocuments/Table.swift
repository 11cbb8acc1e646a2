/// Cells in rows and columns, without anything said about how they are drawn.
public struct Table: Sendable {
  /// Which way the cells of a column lean.
  public enum Alignment: Sendable {
    /// Words.
    case left
    /// Numbers.
    case right
  }

  /// One column.
  public struct Column: Sendable {
    /// What programs call it: the name in options and JSON.
    public var key: String
    /// The heading.
    public var title: String
    /// Which way its cells lean.
    public var alignment: Alignment
    /// Whether its cells may be cut where there is little room.
    public var mayShrink: Bool
    /// Whether cells that are cut keep their end: that of a path tells more than its beginning.
    public var keepsEnd: Bool
    /// Which columns go first where there is too little room; 0 stays.
    public var sacrifice: Int

    /// A column; without a key it is called by its title.
    public init(
      _ title: String, _ alignment: Alignment = .right, key: String? = nil, mayShrink: Bool = false,
      keepsEnd: Bool = false, sacrifice: Int = 0
    ) {
      self.key = key ?? title
      self.title = title
      self.alignment = alignment
      self.mayShrink = mayShrink
      self.keepsEnd = keepsEnd
      self.sacrifice = sacrifice
    }
  }

  /// The columns.
  public var columns: [Column]
  /// The rows, each with a cell for every column.
  public var rows: [[Cell]] = []
  /// The rows of sums under the others.
  public var totals: [[Cell]] = []

  /// An empty table.
  public init(_ columns: [Column]) { self.columns = columns }
}

/// What one place of a table says; how its numbers are written is up to the reader.
public enum Cell: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// Words.
  case text(String)
  /// A count, which may be large.
  case count(Int)
  /// A whole number that is read digit by digit and never scaled: a depth, an extent.
  case extent(Int)
  /// The known part of a number that has unknown parts besides.
  case partlyKnown(Int)
  /// A number that nobody can know without the data.
  case unknown
  /// A number with so many decimals, or as it is, and what stands behind it, such as a per cent sign.
  case decimal(Double, decimals: Int? = nil, unit: String = "")
  /// The extents of a shape, in the order in which they are shown.
  case shape([Int])
  /// Nothing, where other rows have something.
  case absent
  /// Nothing, where nothing is expected.
  case blank

  /// Words.
  public init(stringLiteral value: String) { self = .text(value) }

  /// The cell as people read it.
  public func text(_ numbers: NumberStyle) -> String {
    switch self {
    case .text(let text): text
    case .count(let value): numbers.text(value)
    case .extent(let value): numbers == .exact ? "\(value)" : NumberText.grouped(value)
    case .partlyKnown(let value): numbers.text(value) + " + unknown"
    case .unknown: "unknown"
    case .decimal(let value, let decimals?, let unit):
      NumberText.fixed(value, decimals: decimals, isGrouped: numbers != .exact) + unit
    case .decimal(let value, nil, let unit): (Int(exactly: value).map { "\($0)" } ?? "\(value)") + unit
    case .shape(let extents): "(" + extents.map(String.init).joined(separator: ", ") + ")"
    case .absent: "-"
    case .blank: ""
    }
  }

  /// The number that rows are ordered by; nil where there is none.
  public var value: Double? {
    switch self {
    case .count(let value), .extent(let value), .partlyKnown(let value): Double(value)
    case .decimal(let value, _, _): value
    case .shape(let extents): extents.reduce(1) { $0 * Double($1) }
    case .text, .unknown, .absent, .blank: nil
    }
  }
}

/// A table whose numbers have been written.
package struct WrittenTable {
  var columns: [Table.Column]
  package var rows: [[String]]
  var totals: [[String]]

  package init(_ table: Table, _ numbers: NumberStyle) {
    columns = table.columns
    for index in columns.indices { columns[index].title = columns[index].title.visible }
    rows = table.rows.map { row in row.map { $0.text(numbers).visible } }
    totals = table.totals.map { row in row.map { $0.text(numbers).visible } }
  }

  /// The table with some of its columns.
  func keeping(_ indices: [Int]) -> WrittenTable {
    var table = self
    table.columns = indices.map { columns[$0] }
    table.rows = rows.map { row in indices.map { row[$0] } }
    table.totals = totals.map { row in indices.map { row[$0] } }
    return table
  }
}
