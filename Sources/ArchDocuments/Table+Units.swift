extension Table {
  /// The table with some of its columns in other styles, by the keys of the columns.
  package func styled(_ styles: [String: ColumnStyle]) -> Table {
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

  /// A heading without its unit, `(bytes)`, which is replaced by another.
  private static func withoutUnit(_ title: String) -> String {
    title.hasSuffix(" (bytes)") ? String(title.dropLast(" (bytes)".count)) : title
  }
}

extension Cell {
  func styled(_ style: ColumnStyle) -> Cell {
    let factor = style.unit?.factor ?? 1
    /// The decimals of a number that has `own` decimals otherwise, or `nil` if it stays as it is.
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
