import ArchDiagnostics

extension Table {
  /// The table in Markdown, padded so that it also reads well as it stands.
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

  /// The table as comma-separated values (RFC 4180), without its totals.
  ///
  /// Words that a spreadsheet would take for a formula stand behind an apostrophe.
  public func csv(numbers: NumberStyle = .exact) -> String {
    let written = WrittenTable(self, numbers)
    var text = ""
    for row in [written.columns.map(\.title)] + written.rows {
      text += row.map { Self.quoted(Self.harmless($0)) }.joined(separator: ",") + "\r\n"
    }
    return text
  }

  private static func harmless(_ cell: String) -> String {
    switch cell.unicodeScalars.first {
    case "=", "@", "\u{FF1D}", "\u{FF20}": return "'" + cell
    case "+", "-", "\u{FF0B}", "\u{FF0D}":
      // Numbers, with a unit or without, and a sign alone.
      let rest = cell.unicodeScalars.dropFirst()
      let isNumber = rest.allSatisfy { ("0"..."9").contains($0) || ".,e% ".unicodeScalars.contains($0) }
      return isNumber || Double(cell) != nil ? cell : "'" + cell
    default: return cell
    }
  }

  private static func quoted(_ cell: String) -> String {
    guard cell.utf8.contains(where: { [0x2C, 0x22, 0x0A, 0x0D].contains($0) }) else { return cell }
    var text = "\""
    for scalar in cell.unicodeScalars {
      if scalar == "\"" { text += "\"" }
      text.unicodeScalars.append(scalar)
    }
    return text + "\""
  }
}

/// Text for Markdown (CommonMark with tables).
enum Markdown {
  /// A text in which nothing is read as Markdown, on one line.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in text.visible.unicodeScalars {
      if "|\\`*_<>[]~&$".unicodeScalars.contains(scalar) { result.append("\\") }
      result.unicodeScalars.append(scalar)
    }
    return result
  }
}
