/// Cells in rows and columns, independent of how they are drawn.
public struct Table: Sendable {
  /// The alignment of a column's cells.
  package enum Alignment: Sendable {
    /// For words.
    case left
    /// For numbers.
    case right
  }

  /// One column.
  public struct Column: Sendable {
    /// The name in options and JSON.
    public var key: String
    /// The heading.
    public var title: String
    /// The alignment of its cells.
    package var alignment: Alignment
    /// Whether its cells may be cut if there is little room.
    public var mayShrink: Bool
    /// Whether cut cells keep their end, which tells more about a path than its beginning.
    public var keepsEnd: Bool
    /// Which columns are dropped first if there is too little room; 0 is never dropped.
    public var sacrifice: Int

    /// A column; its title is its key unless it has another.
    package init(
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
  /// The rows of sums below the others.
  public var totals: [[Cell]] = []

  /// An empty table.
  public init(_ columns: [Column]) { self.columns = columns }
}
