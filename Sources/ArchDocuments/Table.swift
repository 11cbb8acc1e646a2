/// Cells in rows and columns, without anything said about how they are drawn.
public struct Table: Sendable {
  /// Which way the cells of a column lean.
  package enum Alignment: Sendable {
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
    package var alignment: Alignment
    /// Whether its cells may be cut where there is little room.
    public var mayShrink: Bool
    /// Whether cells that are cut keep their end: that of a path tells more than its beginning.
    public var keepsEnd: Bool
    /// Which columns go first where there is too little room; 0 stays.
    public var sacrifice: Int

    /// A column; without a key it is called by its title.
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
  /// The rows of sums under the others.
  public var totals: [[Cell]] = []

  /// An empty table.
  public init(_ columns: [Column]) { self.columns = columns }
}
