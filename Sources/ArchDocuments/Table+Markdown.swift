extension Table {
  /// The table in Markdown, padded so that its source is readable, too.
  public func markdown(numbers: NumberStyle = .separated) -> String {
    let written = WrittenTable(self, numbers)
    let titles = written.columns.map { Markdown.escaped($0.title) }
    var rows = written.rows.map { $0.map(Markdown.escaped) }
    rows += written.totals.map { row in row.map { $0.isEmpty ? "" : "**\(Markdown.escaped($0))**" } }
    let widths = columns.indices.map { index in
      rows.reduce(max(3, titles[index].count)) { max($0, $1[index].count) }
    }
    func line(_ cells: [String]) -> String {
      let padded = cells.enumerated().map { index, cell in
        let space = String(repeating: " ", count: widths[index] - cell.count)
        return columns[index].alignment == .left ? cell + space : space + cell
      }
      return "| " + padded.joined(separator: " | ") + " |\n"
    }
    let rules = columns.indices.map { index in
      columns[index].alignment == .left
        ? String(repeating: "-", count: widths[index])
        : String(repeating: "-", count: widths[index] - 1) + ":"
    }
    return line(titles) + line(rules) + rows.map(line).joined()
  }
}
