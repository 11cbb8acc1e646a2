extension Table {
  /// The table as lines of a terminal of `width` columns; `nil` makes it as wide as it needs.
  ///
  /// If there is too little room, first words are cut, then whole columns are left out.
  ///
  /// - Returns: the lines, and the titles of the columns that did not fit.
  public func text(width: Int?, numbers: NumberStyle = .separated) -> (text: String, omitted: [String]) {
    WrittenTable(self, numbers).text(width: width)
  }
}

extension WrittenTable {
  func text(width: Int?) -> (text: String, omitted: [String]) {
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

  /// The columns of a terminal that the whole table takes.
  package var naturalWidth: Int { naturalWidths.reduce(0, +) + Self.gap * max(0, columns.count - 1) }

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
      let isCut = Self.width(cell) > widths[index] && widths[index] > 1
      let text = isCut ? Self.cut(cell, to: widths[index], keepEnd: columns[index].keepsEnd) : cell
      let space = widths[index] - Self.width(text)
      if columns[index].alignment == .right { Self.appendSpaces(space, to: &bytes) }
      bytes += text.utf8
      if columns[index].alignment == .left { Self.appendSpaces(space, to: &bytes) }
    }
    while bytes.last == UInt8(ascii: " ") { bytes.removeLast() }
    bytes.append(UInt8(ascii: "\n"))
  }

  private static func appendSpaces(_ count: Int, to bytes: inout [UInt8]) {
    for _ in 0..<max(0, count) { bytes.append(UInt8(ascii: " ")) }
  }

  /// The columns of a terminal that a text takes; for plain text the bytes are enough.
  static func width(_ text: String) -> Int {
    text.utf8.allSatisfy { $0 < 0x80 } ? text.utf8.count : text.count
  }

  private static func cut(_ cell: String, to width: Int, keepEnd: Bool) -> String {
    guard keepEnd else { return cell.prefix(width - 1) + "…" }
    let end = cell.suffix(width - 1)
    // An omission that is already there is not marked twice.
    return end.first == "…" ? String(end) : "…" + end
  }
}
