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
    /// The heading.
    public var title: String
    /// Which way its cells lean.
    public var alignment: Alignment
    /// Whether its cells may be cut where there is little room.
    public var mayShrink: Bool
    /// Which columns go first where there is too little room; 0 stays.
    public var sacrifice: Int

    /// A column.
    public init(_ title: String, _ alignment: Alignment = .right, mayShrink: Bool = false, sacrifice: Int = 0)
    {
      self.title = title
      self.alignment = alignment
      self.mayShrink = mayShrink
      self.sacrifice = sacrifice
    }
  }

  /// The columns.
  public var columns: [Column]
  /// The rows, each with a cell for every column.
  public var rows: [[String]] = []
  /// The rows of sums under the others.
  public var totals: [[String]] = []

  /// An empty table.
  public init(_ columns: [Column]) { self.columns = columns }

  /// The table with some of its columns.
  func keeping(_ indices: [Int]) -> Table {
    var table = Table(indices.map { columns[$0] })
    table.rows = rows.map { row in indices.map { row[$0] } }
    table.totals = totals.map { row in indices.map { row[$0] } }
    return table
  }
}

// MARK: Text

extension Table {
  /// The table as lines of a terminal of `width` columns; nil is as wide as it needs.
  ///
  /// Where there is too little room, first words are cut, then whole columns are left out.
  ///
  /// - Returns: the lines, and the titles of the columns that found no room.
  public func text(width: Int?) -> (text: String, omitted: [String]) {
    var table = self
    var omitted: [String] = []
    while true {
      if let widths = table.widths(fitting: width) { return (table.text(widths), omitted) }
      guard
        let victim = table.columns.indices.filter({ table.columns[$0].sacrifice > 0 }).max(by: {
          table.columns[$0].sacrifice < table.columns[$1].sacrifice
        })
      else { return (table.text(table.naturalWidths), omitted) }
      omitted.append(table.columns[victim].title)
      table = table.keeping(table.columns.indices.filter { $0 != victim })
    }
  }

  private static let gap = 2
  private static let narrowest = 12

  private var naturalWidths: [Int] {
    columns.indices.map { index in
      (rows + totals).reduce(Self.width(columns[index].title)) { max($0, Self.width($1[index])) }
    }
  }

  private func widths(fitting width: Int?) -> [Int]? {
    var widths = naturalWidths
    guard let width else { return widths }
    var excess = widths.reduce(0, +) + Self.gap * max(0, columns.count - 1) - width
    while excess > 0 {
      let shrinkable = columns.indices.filter { columns[$0].mayShrink && widths[$0] > Self.narrowest }
      guard let widest = shrinkable.max(by: { widths[$0] < widths[$1] }) else { return nil }
      widths[widest] -= 1
      excess -= 1
    }
    return widths
  }

  private func text(_ widths: [Int]) -> String {
    let total = widths.reduce(0, +) + Self.gap * max(0, columns.count - 1)
    var bytes: [UInt8] = []
    bytes.reserveCapacity((total + 1) * (rows.count + 5))
    let rule = [UInt8](repeating: UInt8(ascii: "-"), count: total) + [UInt8(ascii: "\n")]
    append(columns.map(\.title), widths, to: &bytes)
    bytes += rule
    for row in rows { append(row, widths, to: &bytes) }
    if !totals.isEmpty {
      bytes += rule
      for row in totals { append(row, widths, to: &bytes) }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func append(_ cells: [String], _ widths: [Int], to bytes: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { Self.appendSpaces(Self.gap, to: &bytes) }
      let width = Self.width(cell)
      let isCut = width > widths[index] && widths[index] > 1
      let space = isCut ? 0 : widths[index] - width
      if columns[index].alignment == .right { Self.appendSpaces(space, to: &bytes) }
      bytes += (isCut ? Self.cut(cell, to: widths[index], keepEnd: index == 0) : cell).utf8
      if columns[index].alignment == .left { Self.appendSpaces(space, to: &bytes) }
    }
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func appendSpaces(_ count: Int, to bytes: inout [UInt8]) {
    for _ in 0..<max(0, count) { bytes.append(UInt8(ascii: " ")) }
  }

  /// The columns of a terminal that a text takes; the bytes of plain text need no look at its characters.
  static func width(_ text: String) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.count
  }

  /// The end of a path tells more than its beginning; the beginning of everything else.
  private static func cut(_ cell: String, to width: Int, keepEnd: Bool) -> String {
    keepEnd ? "…" + cell.suffix(width - 1) : cell.prefix(width - 1) + "…"
  }
}

// MARK: Markdown and CSV

extension Table {
  /// The table in Markdown, padded so that it also reads well as it stands.
  public var markdown: String {
    let cells = rows + totals.map { row in row.map { $0.isEmpty ? "" : "**\($0)**" } }
    let escaped = cells.map { $0.map(Self.escaped) }
    let widths = columns.indices.map { index in
      escaped.reduce(max(3, columns[index].title.count)) { max($0, $1[index].count) }
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { index, cell in
        let space = String(repeating: " ", count: widths[index] - cell.count)
        return columns[index].alignment == .left ? cell + space : space + cell
      }
      return "| " + padded.joined(separator: " | ") + " |\n"
    }
    var text = line(columns.map(\.title))
    let rules = columns.indices.map { index in
      columns[index].alignment == .left
        ? String(repeating: "-", count: widths[index])
        : String(repeating: "-", count: widths[index] - 1) + ":"
    }
    text += line(rules)
    for row in escaped { text += line(row) }
    return text
  }

  /// A cell in which nothing is read as Markdown.
  private static func escaped(_ cell: String) -> String {
    var text = ""
    for character in cell {
      if "|\\`_<>[]".contains(character) { text.append("\\") }
      text.append(character == "\n" ? " " : character)
    }
    return text
  }

  /// The table as comma-separated values (RFC 4180), without its totals.
  public var csv: String {
    var text = ""
    for row in [columns.map(\.title)] + rows { text += row.map(Self.quoted).joined(separator: ",") + "\r\n" }
    return text
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return cell }
    return "\"" + cell.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"")
      + "\""
  }
}
